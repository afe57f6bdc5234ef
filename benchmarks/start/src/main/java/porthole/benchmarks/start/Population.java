// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Data directories with so many databases, each with a document and files of its own. */
final class Population {
  static final String DOCUMENT = "items/1";
  private static final int CLIENTS = 4;

  private Population() {}

  /** The name of one. */
  static String name(int number) {
    return String.format(Locale.ROOT, "db%05d", number);
  }

  /** The path of a document in it. */
  static String document(int number) {
    return "/databases/" + name(number) + "/docs?id=" + DOCUMENT;
  }

  /**
   * Fills the directory unless that was done before.
   *
   * @param command the words before the options of {@code run}
   */
  static void fill(Path data, int databases, List<String> command, Path jdkHome)
      throws IOException, InterruptedException {
    Path done = data.resolve("filled-with-" + databases);
    if (Files.exists(done)) {
      return;
    }
    try (TimedServer server = TimedServer.start(command, jdkHome, data)) {
      server.untilOk("/databases?start=0&pageSize=1");
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      try {
        var made =
            IntStream.range(0, databases)
                .mapToObj(number -> clients.submit(() -> make(server, number)))
                .toList();
        for (var one : made) {
          one.get();
        }
      } catch (ExecutionException e) {
        throw new IOException("A database could not be made", e);
      } finally {
        clients.shutdownNow();
        clients.awaitTermination(1, TimeUnit.MINUTES);
      }
    }
    Files.createFile(done);
  }

  private static boolean make(TimedServer server, int number) throws IOException {
    String name = name(number);
    server.ask("PUT", "/admin/databases?name=" + name, "{\"DatabaseName\":\"" + name + "\"}");
    int status = server.ask("PUT", document(number), "{\"Number\":" + number + "}");
    server.ask("POST", "/admin/databases/unload", "{\"DatabaseNames\":[\"" + name + "\"]}");
    if (status != 201) {
      throw new IOException("A document of " + name + " was answered with " + status);
    }
    return true;
  }
}
