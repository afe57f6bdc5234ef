// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.benchmarks.harness.PlainJetty;

/**
 * The program: Lucene and nothing else. Each line of its input asks for something: {@code build
 * Cities json} or {@code build Cities values} for an index to be built, and it answers with {@code
 * documents nanos cpuNanos}; {@code serve} for the cities to be served, and it answers with a URL.
 * Ends when its input does.
 */
public final class RawLucene {
  private final Path folder;
  private final Path data;
  private final int most;

  private RawLucene(String[] arguments) {
    folder = Path.of(arguments[0]);
    data = Path.of(arguments[1]);
    most = Integer.parseInt(arguments[2]);
  }

  /** The arguments are a folder to work in, that of the data, and most documents of each. */
  public static void main(String[] arguments) throws Exception {
    RawLucene raw = new RawLucene(arguments);
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 3);
      if (words[0].equals("serve")) {
        raw.serve();
      } else {
        out.println(raw.build(words[1], words[2]));
      }
    }
    // The Jetty's threads would live on.
    System.exit(0);
  }

  private String build(String collection, String of) throws IOException {
    DataSet set = DataSet.of(collection);
    RawBuild build = new RawBuild(folder, set, set.read(data, most));
    return of.equals("json") ? build.ofJson() : build.ofValues();
  }

  private void serve() throws Exception {
    RawIndex cities = new RawIndex(folder.resolve("served"), DataSet.CITIES.fields());
    for (DataSet.Line line : DataSet.CITIES.read(data, most)) {
      Map<String, @Nullable Object> values = Values.of(line.json().getBytes(UTF_8));
      cities.put(line.id(), values, DataSet.CITIES.answered(line).getBytes(UTF_8));
      cities.keepUp();
    }
    cities.compact();
    new PlainJetty(new RawHandler(cities, new RawOrders(folder)));
  }
}
