// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldWriter;
import porthole.indexing.internal.function.SpatialValue;
import porthole.indexing.internal.value.Paths;

/** Makes the entries of an automatic index, one for each document. Thread-safe. */
public final class AutoEntries {

  private final Map<AutoField, FieldPlan> plans = new LinkedHashMap<>();

  /** Of that definition. */
  public AutoEntries(AutoDefinition definition, AutoFields fields) {
    for (AutoField field : definition.fields()) {
      plans.put(field, fields.plan(field));
    }
  }

  /**
   * The entry of a document.
   *
   * @param document its properties, with its metadata as {@code @metadata}
   */
  public Document entry(Map<String, @Nullable Object> document) {
    Document entry = new Document();
    plans.forEach(
        (field, plan) -> {
          for (Object value : values(field, document)) {
            FieldWriter.write(entry, plan, value);
          }
        });
    return entry;
  }

  private static List<@Nullable Object> values(
      AutoField field, Map<String, @Nullable Object> document) {
    return switch (field.way()) {
      case PLAIN, EXACT, WORDS -> at(field.path(), document);
      case POINT -> points(field.path(), document);
      case WKT ->
          at(field.path(), document).stream()
              .filter(Objects::nonNull)
              .<@Nullable Object>map(text -> new SpatialValue.Shape(String.valueOf(text)))
              .toList();
    };
  }

  private static List<@Nullable Object> at(String path, Map<String, @Nullable Object> document) {
    List<@Nullable Object> values = new ArrayList<>();
    Paths.each(document, List.of(path.split("\\.", -1)), values::add);
    return values;
  }

  // The first latitude goes with the first longitude, and so on.
  private static List<@Nullable Object> points(
      String paths, Map<String, @Nullable Object> document) {
    String[] both = paths.split("\\|", 2);
    List<@Nullable Object> latitudes = at(both[0], document);
    List<@Nullable Object> longitudes = at(both[1], document);
    List<@Nullable Object> points = new ArrayList<>();
    for (int i = 0; i < Math.min(latitudes.size(), longitudes.size()); i++) {
      if (latitudes.get(i) instanceof Number latitude
          && longitudes.get(i) instanceof Number longitude) {
        points.add(new SpatialValue.Point(latitude.doubleValue(), longitude.doubleValue()));
      }
    }
    return points;
  }
}
