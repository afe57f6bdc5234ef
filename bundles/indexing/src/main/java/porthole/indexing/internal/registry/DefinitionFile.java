// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.auto.AutoField;
import porthole.indexing.internal.auto.AutoReduce;
import porthole.indexing.internal.auto.GroupPath;

/** The definition of an index in a file; docs/formats/index-definition.md has it. */
final class DefinitionFile {
  private static final int VERSION = 2;
  private static final String AUTO = "auto";
  private static final String STATIC = "static";
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private DefinitionFile() {}

  private static final class Content {
    int version;
    String kind = "";
    long generation;
    long created;
    @Nullable String collection;
    @Nullable List<Field> fields;
    @Nullable Reduce reduce;
    @Nullable IndexDefinition definition;
  }

  private static final class Reduce {
    @Nullable List<Key> keys;
    boolean counts;
    @Nullable List<String> sums;
  }

  private static final class Key {
    @Nullable String path;
    boolean whole;
  }

  private static final class Field {
    @Nullable String path;
    AutoField.@Nullable Way way;
  }

  /** Writes it; after a crash the file is there whole, or as it was before. */
  static void write(Path file, KeptIndex kept) throws IOException {
    Content content = new Content();
    content.version = VERSION;
    content.kind = kept.auto() == null ? STATIC : AUTO;
    content.generation = kept.generation();
    content.created = kept.created().toEpochMilli();
    content.definition = kept.definition();
    if (kept.auto() != null) {
      content.collection = kept.auto().collection();
      content.fields = fields(kept.auto());
      content.reduce = reduce(kept.auto().reduce());
    }
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.write(draft, JSON.toJson(content).getBytes(UTF_8));
    sync(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    sync(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  private static List<Field> fields(AutoDefinition definition) {
    List<Field> fields = new ArrayList<>();
    for (AutoField field : definition.fields()) {
      Field written = new Field();
      written.path = field.path();
      written.way = field.way();
      fields.add(written);
    }
    return fields;
  }

  private static @Nullable Reduce reduce(@Nullable AutoReduce reduce) {
    if (reduce == null) {
      return null;
    }
    Reduce written = new Reduce();
    written.counts = reduce.counts();
    written.sums = List.copyOf(reduce.sums());
    List<Key> keys = new ArrayList<>();
    for (GroupPath path : reduce.keys()) {
      Key key = new Key();
      key.path = path.path();
      key.whole = path.whole();
      keys.add(key);
    }
    written.keys = keys;
    return written;
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes it; after a crash it is not back. */
  static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      sync(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }
  }

  /**
   * Reads it.
   *
   * @throws IOException if it is not there or is none; the message names the file
   */
  static KeptIndex read(Path file) throws IOException {
    Content content;
    try {
      content = JSON.fromJson(Files.readString(file), Content.class);
    } catch (JsonParseException e) {
      throw new IOException(file + " is no index definition: " + e.getMessage(), e);
    }
    if (content == null || content.version != VERSION || content.definition == null) {
      throw new IOException(file + " is no definition of an index in version " + VERSION + ".");
    }
    return new KeptIndex(
        content.definition,
        content.kind.equals(AUTO) ? auto(file, content) : null,
        content.generation,
        Instant.ofEpochMilli(content.created));
  }

  private static AutoDefinition auto(Path file, Content content) throws IOException {
    TreeSet<AutoField> fields = new TreeSet<>();
    if (content.collection == null || content.fields == null) {
      throw new IOException(file + " lacks a collection or fields.");
    }
    for (Field field : content.fields) {
      if (field.path == null || field.way == null) {
        throw new IOException(file + " has a field without a path or a way.");
      }
      fields.add(new AutoField(field.path, field.way));
    }
    Reduce reduce = content.reduce;
    return new AutoDefinition(
        content.collection, fields, reduce == null ? null : reduce(file, reduce));
  }

  private static AutoReduce reduce(Path file, Reduce written) throws IOException {
    TreeSet<GroupPath> keys = new TreeSet<>();
    if (written.keys == null || written.keys.isEmpty() || written.sums == null) {
      throw new IOException(file + " has a reduce without keys or sums.");
    }
    for (Key key : written.keys) {
      if (key.path == null) {
        throw new IOException(file + " has a key without a path.");
      }
      keys.add(new GroupPath(key.path, key.whole));
    }
    return new AutoReduce(keys, written.counts, new TreeSet<>(written.sums));
  }
}
