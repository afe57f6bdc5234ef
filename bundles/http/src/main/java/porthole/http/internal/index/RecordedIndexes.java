// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.exchange.ServiceAwayException;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.indexing.api.AutoIndexSource;
import porthole.indexing.api.AutoIndexSource.Arrays;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.IndexFieldOptions.Indexing;
import porthole.indexing.api.IndexingException;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** The indexes of databases as their records show them. Thread-safe. */
public final class RecordedIndexes {
  /** The member of records that has those which people defined. */
  public static final String STATIC = "Indexes";

  /** The member of records that has those which queries made. */
  public static final String AUTOMATIC = "AutoIndexes";

  private final Supplier<Databases> databases;
  private final Supplier<porthole.indexing.api.Indexing> indexing;

  /** Of the databases and with the indexes that are there at each request. */
  public RecordedIndexes(
      Supplier<Databases> databases, Supplier<porthole.indexing.api.Indexing> indexing) {
    this.databases = databases;
    this.indexing = indexing;
  }

  /**
   * Refuses to make indexes along with a database.
   *
   * @param record of a database that is not there yet
   */
  public static void refuse(byte[] record) {
    JsonMembers members = JsonMembers.of(record);
    for (String name : List.of(STATIC, AUTOMATIC)) {
      JsonCursor indexes = members.value(name);
      if (indexes != null && indexes.peek() == '{' && !JsonMembers.of(indexes.raw()).isEmpty()) {
        throw RequestException.notImplemented(
            "The record has '" + name + "'. Make the database first, then put its indexes.");
      }
    }
  }

  /** Writes those of a loaded database into its record; none when it is just being unloaded. */
  public void write(JsonBytes record, String database) {
    List<IndexDefinition> all;
    try (DatabaseUse use = databases.get().use(database, Duration.ZERO)) {
      all = indexing.get().indexes(use.database()).definitions();
    } catch (StorageException | IndexingException.Unavailable | ServiceAwayException e) {
      return;
    }
    record.name(STATIC).beginObject();
    for (IndexDefinition definition : all) {
      if (definition.automatic == null) {
        DefinitionWriter.write(record.name(definition.name), definition);
      }
    }
    record.endObject().name(AUTOMATIC).beginObject();
    for (IndexDefinition definition : all) {
      if (definition.automatic != null) {
        automatic(record.name(definition.name), definition, definition.automatic);
      }
    }
    record.endObject();
  }

  private static void automatic(JsonBytes out, IndexDefinition definition, AutoIndexSource source) {
    out.beginObject()
        .field("Name", definition.name)
        .field("Type", EnumNames.of(definition.type))
        .field("Collection", source.collection)
        .field("Priority", DefinitionWriter.name(definition.priority))
        .field("State", DefinitionWriter.name(definition.state))
        .field("LockMode", DefinitionWriter.name(definition.lockMode));
    out.name("MapFields").beginObject();
    definition.fields.forEach((name, options) -> field(out, name, options, "None"));
    source.sums.forEach(name -> field(out, name, new IndexFieldOptions(), "Sum"));
    if (source.count != null) {
      field(out, source.count, new IndexFieldOptions(), "Count");
    }
    out.endObject().name("GroupByFields").beginObject();
    source.groupedBy.forEach((name, arrays) -> group(out, name, arrays));
    out.endObject().name("GroupByFieldNames").beginArray();
    source.groupedBy.keySet().forEach(out::text);
    out.endArray().endObject();
  }

  private static void field(
      JsonBytes out, String name, IndexFieldOptions options, String aggregation) {
    out.name(name).beginObject();
    held(out, options, aggregation);
    out.field("GroupByArrayBehavior", "NotApplicable").endObject();
  }

  private static void group(JsonBytes out, String name, Arrays arrays) {
    String behavior =
        switch (arrays) {
          case NONE -> "NotApplicable";
          case EACH -> "ByIndividualValues";
          case WHOLE -> "ByContent";
        };
    out.name(name).beginObject();
    held(out, new IndexFieldOptions(), "None");
    out.field("GroupByArrayBehavior", behavior).endObject();
  }

  private static void held(JsonBytes out, IndexFieldOptions options, String aggregation) {
    Indexing indexing = options.indexing == null ? Indexing.DEFAULT : options.indexing;
    out.field("Storage", "No")
        .field("Indexing", EnumNames.of(indexing))
        .field("Aggregation", aggregation)
        .field("Suggestions", false)
        .field("IsNameQuoted", false)
        .name("Spatial");
    DefinitionWriter.write(out, options.spatial);
  }
}
