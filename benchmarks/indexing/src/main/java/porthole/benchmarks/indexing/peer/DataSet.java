// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Documents, and which of their fields are indexed.
 *
 * @param collection what they are
 */
public record DataSet(String collection, List<Field> fields) {
  /** Small and even. */
  public static final DataSet CITIES =
      new DataSet(
          "Cities",
          List.of(
              Field.whole("Name"),
              Field.words("Name"),
              Field.whole("Country"),
              Field.whole("Region"),
              Field.whole("Location.Latitude"),
              Field.whole("Location.Longitude")));

  /** Larger, nested and uneven. */
  public static final DataSet FEATURES =
      new DataSet(
          "Features",
          List.of(
              Field.whole("Path"),
              Field.whole("Kind"),
              Field.whole("Tags"),
              Field.whole("Reference"),
              Field.words("Specification"),
              Field.whole("Status.deprecated"),
              Field.whole("Status.experimental"),
              Field.whole("Status.standard_track")));

  /** All there are. */
  public static final List<DataSet> ALL = List.of(CITIES, FEATURES);

  /**
   * A field that is indexed.
   *
   * @param path names of properties with dots between
   * @param words whether its words are found, not the whole
   */
  public record Field(String path, boolean words) {
    private static Field whole(String path) {
      return new Field(path, false);
    }

    private static Field words(String path) {
      return new Field(path, true);
    }

    List<String> names() {
      return List.of(path.split("\\.", -1));
    }

    private String condition() {
      return words ? "search(" + path + ", 'x')" : path + " = 'x'";
    }
  }

  /**
   * A document.
   *
   * @param json without the id
   */
  public record Line(String id, String json) {}

  /** The one of that collection. */
  static DataSet of(String collection) {
    return ALL.stream().filter(data -> data.collection.equals(collection)).findAny().orElseThrow();
  }

  /** As in names of files and databases. */
  public String lowerName() {
    return collection.toLowerCase(Locale.ROOT);
  }

  /** A query that takes all fields, so that the index which it makes has them. */
  public String queryOfAll() {
    return "from "
        + collection
        + " where "
        + fields.stream().map(Field::condition).collect(Collectors.joining(" and "));
  }

  /** The definition of an index, by a map in C#, whose entries have the same fields. */
  public String definition() {
    StringBuilder selected = new StringBuilder();
    StringBuilder options = new StringBuilder();
    for (Field field : fields) {
      String name = field.path().replace(".", "") + (field.words() ? "Words" : "");
      selected.append(selected.isEmpty() ? "" : ", ").append(name).append(" = d.");
      selected.append(field.path());
      if (field.words()) {
        options.append('"').append(name).append("\":{\"Indexing\":\"Search\"}");
      }
    }
    return "{\"Name\":\""
        + staticName()
        + "\",\"Maps\":[\"from d in docs."
        + collection
        + " select new { "
        + selected
        + " }\"],\"Fields\":{"
        + options
        + "}}";
  }

  /** What that index is called. */
  public String staticName() {
    return collection + "/Static";
  }

  /**
   * The documents.
   *
   * @param folder with the packed files
   * @param most so many at most
   */
  public List<Line> read(Path folder, int most) throws IOException {
    Path file = folder.resolve(lowerName() + ".ndjson.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return lines.lines().limit(most).map(DataSet::line).toList();
    }
  }

  /** A document as all answer it: with metadata as Porthole adds it. */
  String answered(Line line) {
    return line.json().substring(0, line.json().length() - 1)
        + ",\"@metadata\":{\"@collection\":\""
        + collection
        + "\",\"@change-vector\":\"A:100000-AAAAAAAAAAAAAAAAAAAAAA\",\"@id\":\""
        + line.id()
        + "\",\"@last-modified\":\"2026-11-22T08:00:00.0000000Z\",\"@index-score\":1.0}}";
  }

  private static Line line(String text) {
    JsonObject document = JsonParser.parseString(text).getAsJsonObject();
    String id = document.remove("@id").getAsString();
    return new Line(id, document.toString());
  }
}
