// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldWriter;

/** Makes the entries of results that documents were put together to. Thread-safe. */
final class GroupEntries {

  private record Source(String name, FieldPlan plan) {}

  private final List<Source> sources = new ArrayList<>();

  GroupEntries(AutoDefinition definition, AutoReduce reduce, AutoFields fields) {
    for (String name : reduce.names()) {
      sources.add(new Source(name, fields.plan(new AutoField(name, AutoField.Way.PLAIN))));
    }
    for (AutoField field : definition.fields()) {
      sources.add(new Source(field.path(), fields.plan(field)));
    }
  }

  Document entry(Map<String, @Nullable Object> result) {
    Document entry = new Document();
    for (Source source : sources) {
      FieldWriter.write(entry, source.plan(), result.get(source.name()));
    }
    return entry;
  }
}
