// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import porthole.benchmarks.harness.PlainJetty;

/**
 * The program: a Jetty in front of PostgreSQL, which has the cities in a table with an index for
 * each kind of question, and tables to write to. Prints its URL, and ends when its input does.
 */
public final class PostgresFront {
  private static final int BATCH = 1_000;
  private static final List<String> SCHEMA =
      List.of(
          "CREATE EXTENSION cube",
          "CREATE EXTENSION earthdistance",
          "CREATE TABLE cities (id text PRIMARY KEY, doc jsonb NOT NULL)");
  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX ON cities (lower(doc->>'Name'))",
          "CREATE INDEX ON cities ((doc->>'Country'), lower(doc->>'Name') COLLATE \"C\")",
          "CREATE INDEX ON cities (((doc->'Location'->>'Latitude')::float8))",
          "CREATE INDEX ON cities USING gin (to_tsvector('simple', doc->>'Name'))",
          "CREATE INDEX ON cities USING gist (ll_to_earth((doc->'Location'->>'Latitude')::float8,"
              + " (doc->'Location'->>'Longitude')::float8))",
          "ANALYZE cities");

  private PostgresFront() {}

  /** The arguments are a JDBC URL, the size of the pool, the folder of data, and most documents. */
  public static void main(String[] arguments) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setUsername("postgres");
    config.setMaximumPoolSize(Integer.parseInt(arguments[1]));
    config.setMaxLifetime(0);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      fill(pool, DataSet.CITIES.read(Path.of(arguments[2]), Integer.parseInt(arguments[3])));
      PlainJetty server = new PlainJetty(new PostgresHandler(pool));
      awaitEndOfInput();
      server.stop();
    }
  }

  private static void fill(HikariDataSource pool, List<DataSet.Line> lines) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      run(connection, SCHEMA);
      String insert = "INSERT INTO cities VALUES (?, ?::jsonb)";
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        for (int i = 0; i < lines.size(); i++) {
          statement.setString(1, lines.get(i).id());
          statement.setString(2, DataSet.CITIES.answered(lines.get(i)));
          statement.addBatch();
          if (i % BATCH == 0 || i == lines.size() - 1) {
            statement.executeBatch();
          }
        }
      }
      run(connection, INDEXES);
      for (int count : IndexedOrders.COUNTS) {
        run(connection, IndexedOrders.table(count));
      }
    }
  }

  private static void run(Connection connection, List<String> commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is said; the benchmark closes this when it ends, however it does.
    }
  }
}
