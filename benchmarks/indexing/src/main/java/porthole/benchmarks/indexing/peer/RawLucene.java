// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The program: Lucene and nothing else. Each line of its input asks for an index to be built, as
 * {@code Cities json} or {@code Cities values}; it answers with {@code documents nanos cpuNanos}.
 * Ends when its input does.
 */
public final class RawLucene {
  private RawLucene() {}

  /** The arguments are a folder to work in, that of the data, and most documents of each. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    out.println("ready");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 2);
      DataSet data = DataSet.of(words[0]);
      RawBuild build =
          new RawBuild(
              Path.of(arguments[0]),
              data,
              data.read(Path.of(arguments[1]), Integer.parseInt(arguments[2])));
      out.println(words[1].equals("json") ? build.ofJson() : build.ofValues());
    }
  }
}
