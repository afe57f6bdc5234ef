// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The definition of an automatic index in a file; docs/formats/index-definition.md has it. */
public final class AutoDefinitionFile {
  private static final int VERSION = 1;
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private AutoDefinitionFile() {}

  private static final class Content {
    int version;
    String kind = "";
    @Nullable String collection;
    @Nullable List<Field> fields;
  }

  private static final class Field {
    @Nullable String path;
    AutoField.@Nullable Way way;
  }

  /** Writes it; after a crash the file is there whole or not at all. */
  public static void write(Path file, AutoDefinition definition) throws IOException {
    Content content = new Content();
    content.version = VERSION;
    content.kind = "auto";
    content.collection = definition.collection();
    List<Field> fields = new ArrayList<>();
    for (AutoField field : definition.fields()) {
      Field written = new Field();
      written.path = field.path();
      written.way = field.way();
      fields.add(written);
    }
    content.fields = fields;
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.write(draft, JSON.toJson(content).getBytes(UTF_8));
    sync(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    sync(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Reads it.
   *
   * @throws IOException if it is not there or is none; the message names the file
   */
  public static AutoDefinition read(Path file) throws IOException {
    Content content;
    try {
      content = JSON.fromJson(Files.readString(file), Content.class);
    } catch (JsonParseException e) {
      throw new IOException(file + " is no index definition: " + e.getMessage(), e);
    }
    if (content == null || content.version != VERSION || !content.kind.equals("auto")) {
      throw new IOException(
          file + " is no definition of an automatic index in version " + VERSION + ".");
    }
    return definition(file, content);
  }

  private static AutoDefinition definition(Path file, Content content) throws IOException {
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
    return new AutoDefinition(content.collection, fields);
  }
}
