// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldWriter;
import porthole.indexing.internal.value.Paths;

/** Makes the entries of an automatic index, one for each document. Thread-safe. */
public final class AutoEntries {

  private record Source(List<String> path, FieldPlan plan) {}

  private final List<Source> sources = new ArrayList<>();

  /** Of that definition. */
  public AutoEntries(AutoDefinition definition, AutoFields fields) {
    for (AutoField field : definition.fields()) {
      sources.add(new Source(List.of(field.path().split("\\.")), fields.plan(field)));
    }
  }

  /**
   * The entry of a document.
   *
   * @param document its properties, with its metadata as {@code @metadata}
   */
  public Document entry(Map<String, @Nullable Object> document) {
    Document entry = new Document();
    for (Source source : sources) {
      Paths.each(document, source.path(), value -> FieldWriter.write(entry, source.plan(), value));
    }
    return entry;
  }
}
