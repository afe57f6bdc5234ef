// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import porthole.indexing.api.IndexDefinition;

/** Copies definitions and tells them apart. */
public final class Definitions {
  private static final String MISSING_AS_NULL = "Indexing.IndexMissingFieldsAsNull";
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private Definitions() {}

  /** A copy, which may be changed. */
  public static IndexDefinition copy(IndexDefinition definition) {
    return JSON.fromJson(JSON.toJson(definition), IndexDefinition.class);
  }

  /** A digest of all that decides on an index's entries. */
  public static String digest(IndexDefinition definition) {
    return sha256(JSON.toJson(ofEntries(definition)));
  }

  /** Whether both make the same entries. */
  public static boolean makeSameEntries(IndexDefinition one, IndexDefinition other) {
    return ofEntries(one).equals(ofEntries(other));
  }

  /** Whether there is no difference but in what the server says of an index by itself. */
  public static boolean areSame(IndexDefinition one, IndexDefinition other) {
    return makeSameEntries(one, other)
        && one.lockMode == other.lockMode
        && one.priority == other.priority
        && one.state == other.state
        && one.configuration.equals(other.configuration);
  }

  /** Whether a property that is not there counts as null. */
  static boolean hasMissingAsNull(IndexDefinition definition) {
    return definition.configuration.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().equalsIgnoreCase(MISSING_AS_NULL)
                    && "true".equalsIgnoreCase(entry.getValue()));
  }

  private static Map<String, String> ofEntries(IndexDefinition definition) {
    Map<String, String> parts = new TreeMap<>();
    // In whatever order: it does not matter, and clients do not keep it.
    parts.put("maps", JSON.toJson(definition.maps.stream().sorted().toList()));
    parts.put("reduce", Objects.requireNonNullElse(definition.reduce, ""));
    parts.put("fields", JSON.toJson(definition.fields));
    parts.put("sources", JSON.toJson(new TreeMap<>(definition.additionalSources)));
    parts.put("missingAsNull", String.valueOf(hasMissingAsNull(definition)));
    return parts;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
