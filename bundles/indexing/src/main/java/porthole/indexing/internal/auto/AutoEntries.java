// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldWriter;
import porthole.indexing.internal.function.SpatialValue;
import porthole.indexing.internal.value.Paths;

/** Makes the entries of an automatic index, one for each document. Thread-safe. */
public final class AutoEntries {

  private final List<Held> held = new ArrayList<>();

  /** How values at paths are held; for a point there are two paths. */
  private record Held(AutoField.Way way, List<List<String>> paths, FieldPlan plan) {}

  /** Of that definition. */
  public AutoEntries(AutoDefinition definition, AutoFields fields) {
    for (AutoField field : definition.fields()) {
      held.add(new Held(field.way(), paths(field), fields.plan(field)));
    }
  }

  private static List<List<String>> paths(AutoField field) {
    String[] paths =
        field.way() == AutoField.Way.POINT
            ? field.path().split("\\|", 2)
            : new String[] {field.path()};
    return Stream.of(paths).map(path -> List.of(path.split("\\.", -1))).toList();
  }

  /**
   * The entry of a document.
   *
   * @param document its properties, with its metadata as {@code @metadata}
   */
  public Document entry(Map<String, @Nullable Object> document) {
    Document entry = new Document();
    for (Held field : held) {
      List<String> path = field.paths.get(0);
      switch (field.way) {
        case PLAIN, EXACT, WORDS ->
            Paths.each(document, path, value -> FieldWriter.write(entry, field.plan, value));
        case POINT ->
            points(field.paths, document)
                .forEach(point -> FieldWriter.write(entry, field.plan, point));
        case WKT -> Paths.each(document, path, value -> writeShape(entry, field.plan, value));
      }
    }
    return entry;
  }

  private static void writeShape(Document entry, FieldPlan plan, @Nullable Object text) {
    if (text != null) {
      FieldWriter.write(entry, plan, new SpatialValue.Shape(String.valueOf(text)));
    }
  }

  private static List<@Nullable Object> at(
      List<String> path, Map<String, @Nullable Object> document) {
    List<@Nullable Object> values = new ArrayList<>();
    Paths.each(document, path, values::add);
    return values;
  }

  // The first latitude goes with the first longitude, and so on.
  private static List<SpatialValue.Point> points(
      List<List<String>> paths, Map<String, @Nullable Object> document) {
    List<@Nullable Object> latitudes = at(paths.get(0), document);
    List<@Nullable Object> longitudes = at(paths.get(1), document);
    List<SpatialValue.Point> points = new ArrayList<>();
    for (int i = 0; i < Math.min(latitudes.size(), longitudes.size()); i++) {
      if (latitudes.get(i) instanceof Number latitude
          && longitudes.get(i) instanceof Number longitude) {
        points.add(new SpatialValue.Point(latitude.doubleValue(), longitude.doubleValue()));
      }
    }
    return points;
  }
}
