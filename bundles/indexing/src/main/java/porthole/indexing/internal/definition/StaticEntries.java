// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.entry.EntryMaker;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldPlan.Analysis;
import porthole.indexing.internal.field.FieldWriter;
import porthole.indexing.internal.function.DynamicField;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.function.ReduceFunction;
import porthole.indexing.internal.index.IndexFiles;
import porthole.indexing.internal.value.DocumentValues;
import porthole.storage.api.Folding;
import porthole.storage.api.StoredDocument;

/** Makes entries of what the functions of an index give. For one thread at a time. */
final class StaticEntries implements EntryMaker {
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private record Source(MapFunction map, Set<String> collections) {
    boolean takes(String collection) {
      return collections.isEmpty() || collections.contains(Folding.fold(collection));
    }
  }

  private final List<Source> sources = new ArrayList<>();
  private final StaticFields fields;
  private final boolean missingAsNull;

  /**
   * With the fields as they are held.
   *
   * @param missingAsNull whether what a function would give, were it there, is looked for as null
   */
  StaticEntries(List<MapFunction> maps, StaticFields fields, boolean missingAsNull) {
    this.missingAsNull = missingAsNull;
    for (MapFunction map : maps) {
      Set<String> collections =
          map.collections().stream().map(Folding::fold).collect(Collectors.toSet());
      sources.add(new Source(map, collections));
    }
    this.fields = fields;
  }

  @Override
  public List<Document> entries(StoredDocument document, Loader loader) {
    return outputs(document, loader).stream().map(this::entry).toList();
  }

  /** What the maps make of a document. */
  List<Map<String, @Nullable Object>> outputs(StoredDocument document, Loader loader) {
    Map<String, @Nullable Object> values = DocumentValues.of(document);
    List<Map<String, @Nullable Object>> outputs = new ArrayList<>();
    for (Source source : sources) {
      if (source.takes(document.collection())) {
        List<Map<String, @Nullable Object>> made = source.map().entries(values, loader);
        made.forEach(output -> complete(output, source.map().fields()));
        outputs.addAll(made);
      }
    }
    return outputs;
  }

  private void complete(Map<String, @Nullable Object> values, Set<String> names) {
    if (missingAsNull) {
      names.forEach(name -> values.putIfAbsent(name, null));
    }
  }

  /** The entry of what a reduce gave. */
  Document entry(Map<String, @Nullable Object> result, ReduceFunction reduce) {
    complete(result, reduce.fields());
    return entry(result);
  }

  private Document entry(Map<String, @Nullable Object> values) {
    Parts parts = new Parts();
    values.forEach(parts::write);
    return parts.entry();
  }

  private static boolean isDynamic(List<?> list) {
    return !list.isEmpty() && list.stream().allMatch(DynamicField.class::isInstance);
  }

  /** An entry as it is made. */
  private final class Parts {
    private final Document entry = new Document();
    private final Map<String, @Nullable Object> stored = new LinkedHashMap<>();
    private final Boosts boosts = new Boosts();

    void write(String name, @Nullable Object value) {
      if (value instanceof DynamicField field) {
        write(field);
      } else if (value instanceof List<?> list && isDynamic(list)) {
        list.forEach(element -> write(name, element));
      } else {
        FieldPlan plan = fields.plan(name);
        Object plain = boosts.take(plan, value);
        FieldWriter.write(entry, plan, plain);
        if (fields.isStored(name)) {
          stored.put(name, plain);
        }
      }
    }

    private void write(DynamicField field) {
      FieldPlan plan = plan(field);
      Object value = boosts.take(plan, field.value());
      FieldWriter.write(entry, plan, value);
      boolean keep = field.stored() == null ? fields.isStored(field.name()) : field.stored();
      if (keep) {
        stored.merge(field.name(), value == null ? "" : value, StaticEntries::both);
      }
    }

    Document entry() {
      boosts.write(entry);
      if (!stored.isEmpty()) {
        entry.add(new StoredField(IndexFiles.STORED, JSON.toJson(stored).getBytes(UTF_8)));
      }
      return entry;
    }
  }

  // A field that an entry brings twice has both values.
  private static Object both(Object one, Object other) {
    List<@Nullable Object> all = new ArrayList<>(one instanceof List<?> list ? list : List.of(one));
    all.add(other);
    return all;
  }

  private FieldPlan plan(DynamicField field) {
    FieldPlan plan = fields.plan(field.name());
    if (field.analyzed() == null) {
      return plan;
    }
    return field.analyzed() ? fields.analyzed(plan) : whole(plan);
  }

  private static FieldPlan whole(FieldPlan plan) {
    return plan.analysis() == Analysis.FULL_TEXT
        ? new FieldPlan(plan.name(), Analysis.FOLDED, plan.analyzer(), plan.extras())
        : plan;
  }
}
