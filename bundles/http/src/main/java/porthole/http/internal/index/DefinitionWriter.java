// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.SpatialOptions;

/** Writes definitions of indexes. */
final class DefinitionWriter {

  private DefinitionWriter() {}

  static void write(JsonBytes out, IndexDefinition definition) {
    out.beginObject().field("Name", definition.name).name("Maps").beginArray();
    definition.maps.forEach(out::text);
    out.endArray().field("Reduce", definition.reduce);
    out.field("Type", EnumNames.of(definition.type))
        .field("SourceType", "Documents")
        .field("DeploymentMode", "Parallel")
        .field("LockMode", name(definition.lockMode))
        .field("Priority", name(definition.priority))
        .field("State", name(definition.state));
    out.name("Fields").beginObject();
    definition.fields.forEach((name, options) -> write(out.name(name), options));
    out.endObject();
    write(out.name("Configuration"), definition.configuration);
    write(out.name("AdditionalSources"), definition.additionalSources);
    out.name("AdditionalAssemblies").beginArray().endArray().endObject();
  }

  static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : EnumNames.of(constant);
  }

  private static void write(JsonBytes out, Map<String, String> map) {
    out.beginObject();
    map.forEach(out::field);
    out.endObject();
  }

  private static void write(JsonBytes out, IndexFieldOptions options) {
    out.beginObject()
        .field("Storage", options.stored == null ? null : options.stored ? "Yes" : "No")
        .field("Indexing", name(options.indexing))
        .field("TermVector", name(options.termVector))
        .field("Analyzer", options.analyzer)
        .field("Suggestions", options.suggestions)
        .name("Spatial");
    write(out, options.spatial);
    out.endObject();
  }

  static void write(JsonBytes out, @Nullable SpatialOptions spatial) {
    if (spatial == null) {
      out.literal("null");
      return;
    }
    out.beginObject()
        .field("Type", EnumNames.of(spatial.type))
        .field("Strategy", EnumNames.of(spatial.strategy))
        .field("Units", EnumNames.of(spatial.units))
        .field("MaxTreeLevel", spatial.maxTreeLevel);
    out.name("MinX").literal(spatial.minX).name("MaxX").literal(spatial.maxX);
    out.name("MinY").literal(spatial.minY).name("MaxY").literal(spatial.maxY).endObject();
  }
}
