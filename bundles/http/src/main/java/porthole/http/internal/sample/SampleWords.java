// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words that sample data is made of, by kind; the file says which columns each has. */
final class SampleWords {
  private static final String FILE = "northwind.txt";

  private final Map<String, List<String[]>> rows = new HashMap<>();

  SampleWords() {
    try (InputStream file = SampleWords.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The bundle lacks " + FILE + "; it was built badly.");
      }
      new BufferedReader(new InputStreamReader(file, UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] columns = line.split("\\|", -1);
    rows.computeIfAbsent(columns[0], unused -> new ArrayList<>()).add(columns);
  }

  /** All of a kind; the first column is the kind. */
  List<String[]> all(String kind) {
    return rows.getOrDefault(kind, List.of());
  }

  /** One of a kind, going around where the number is too high. */
  String[] row(String kind, int number) {
    List<String[]> all = all(kind);
    return all.get(number % all.size());
  }

  /** The only word of one of a kind. */
  String word(String kind, int number) {
    return row(kind, number)[1];
  }
}
