// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import porthole.benchmarks.harness.PlainJetty;

/** Stores documents by {@code PUT /databases/TABLE/docs?id=ID}, answers questions in a POST. */
final class PostgresHandler extends Handler.Abstract {
  private static final byte[] STORED = "{}".getBytes(UTF_8);
  private static final int TABLE_SEGMENT = 2;

  private final DataSource pool;

  PostgresHandler(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String body = Content.Source.asString(request, UTF_8);
    if (request.getMethod().equals("PUT")) {
      String table = request.getHttpURI().getPath().split("/", -1)[TABLE_SEGMENT];
      put(table, request.getHttpURI().getQuery(), body);
      PlainJetty.send(response, 201, STORED, callback);
    } else {
      Question question = Question.of(JsonParser.parseString(body).getAsJsonObject());
      PlainJetty.send(response, 200, answer(question), callback);
    }
    return true;
  }

  // The tables' names are the benchmark's own.
  private void put(String table, String id, String json) throws SQLException {
    String upsert =
        "INSERT INTO "
            + table
            + " VALUES (?, ?::jsonb) ON CONFLICT (id) DO UPDATE SET doc = EXCLUDED.doc";
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(upsert)) {
      statement.setString(1, id);
      statement.setString(2, json);
      statement.executeUpdate();
    }
  }

  private byte[] answer(Question question) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql(question.kind()))) {
      fill(statement, question);
      Answers answer = new Answers();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          byte[] json = rows.getBytes(1);
          answer.add(json, 0, json.length);
        }
      }
      return answer.end(-1);
    }
  }

  private static String sql(Question.Kind kind) {
    return "SELECT doc::text FROM cities WHERE " + conditions(kind) + " LIMIT " + Question.PAGE;
  }

  private static String conditions(Question.Kind kind) {
    String byName = "doc->>'Country' = ? ORDER BY lower(doc->>'Name') COLLATE \"C\"";
    String place =
        "ll_to_earth((doc->'Location'->>'Latitude')::float8,"
            + " (doc->'Location'->>'Longitude')::float8)";
    return switch (kind) {
      case TERM -> "lower(doc->>'Name') = lower(?)";
      case RANGE -> "(doc->'Location'->>'Latitude')::float8 BETWEEN ? AND ?";
      case TEXT -> "to_tsvector('simple', doc->>'Name') @@ plainto_tsquery('simple', ?)";
      case RADIUS ->
          "earth_box(ll_to_earth(?, ?), 20000) @> "
              + place
              + " AND earth_distance(ll_to_earth(?, ?), "
              + place
              + ") <= 20000";
      case SORT -> byName;
      case DEEP_PAGE -> byName + " OFFSET " + Question.DEEP;
    };
  }

  private static void fill(PreparedStatement statement, Question question) throws SQLException {
    switch (question.kind()) {
      case TERM -> statement.setString(1, question.text("name"));
      case TEXT -> statement.setString(1, question.text("word"));
      case SORT, DEEP_PAGE -> statement.setString(1, question.text("country"));
      case RANGE -> {
        statement.setDouble(1, question.number("low"));
        statement.setDouble(2, question.number("high"));
      }
      case RADIUS -> {
        for (int i = 1; i <= 4; i++) {
          statement.setDouble(i, question.number(i % 2 == 1 ? "latitude" : "longitude"));
        }
      }
    }
  }
}
