// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import porthole.benchmarks.harness.PlainJetty;

/**
 * Stores documents in a table of PostgreSQL, each by its id; a batch in one statement, and so in
 * one transaction. The database parses the JSON.
 */
final class PostgresHandler extends Handler.Abstract {
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS docs (id text PRIMARY KEY, doc jsonb NOT NULL)";
  private static final String UPSERT =
      "INSERT INTO docs VALUES (?, ?::jsonb) ON CONFLICT (id) DO UPDATE SET doc = EXCLUDED.doc";
  private static final String UPSERT_ALL =
      "INSERT INTO docs SELECT c->>'Id', c->'Document' FROM jsonb_array_elements(?::jsonb->'Commands')"
          + " c ON CONFLICT (id) DO UPDATE SET doc = EXCLUDED.doc";
  private static final String ID_PARAMETER = "id=";

  private final HikariDataSource pool;
  private final Map<Integer, byte[]> batches = new ConcurrentHashMap<>();

  PostgresHandler(String url, int connections) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername("postgres");
    config.setMaximumPoolSize(connections);
    config.setMaxLifetime(0);
    pool = new HikariDataSource(config);
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(TABLE)) {
      statement.execute();
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String body = Content.Source.asString(request, UTF_8);
    byte[] answer;
    if (request.getMethod().equals("PUT")) {
      String query = request.getHttpURI().getQuery();
      String id = query.substring(ID_PARAMETER.length()).replace("%2F", "/");
      require(1, write(UPSERT, id, body));
      answer = PlainAnswers.plain(Answers.stored(id));
    } else {
      int documents = write(UPSERT_ALL, body);
      require(Documents.inBatch(body.length()), documents);
      answer =
          batches.computeIfAbsent(documents, count -> PlainAnswers.bytes(Answers.batch(count)));
    }
    PlainJetty.send(response, 201, answer, callback);
    return true;
  }

  private int write(String sql, String... parameters) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static void require(int expected, int rows) {
    if (rows != expected) {
      throw new IllegalStateException(rows + " rows were written where " + expected + " were sent");
    }
  }

  @Override
  protected void doStop() throws Exception {
    pool.close();
    super.doStop();
  }
}
