// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.auto.AutoDefinitionFile;

/** Where the automatic indexes of a database lie; docs/formats/index-definition.md has it. */
final class AutoIndexDirectory {
  // Part of what an index is made for: raised when entries are made in another way.
  private static final String ENTRIES = "1 ";
  private static final String DEFINITION = "definition.json";
  private static final String LUCENE = "lucene";
  private static final int MOST_OF_NAME = 60;
  private static final int DIGEST_DIGITS = 16;

  private final Path root;

  AutoIndexDirectory(Path root) {
    this.root = root;
  }

  /** The definitions there are; deletes what has none. */
  List<AutoDefinition> definitions() throws IOException {
    List<AutoDefinition> definitions = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
        for (Path directory : directories) {
          Path file = directory.resolve(DEFINITION);
          if (Files.exists(file)) {
            definitions.add(AutoDefinitionFile.read(file));
          } else {
            deleteTree(directory);
          }
        }
      }
    }
    return definitions;
  }

  /** Makes the place of an index. */
  void create(AutoDefinition definition) throws IOException {
    Path directory = Files.createDirectories(directory(definition));
    AutoDefinitionFile.write(directory.resolve(DEFINITION), definition);
  }

  /** Opens an index that has a place. */
  IndexFiles open(AutoDefinition definition, Analyzer analyzer) throws IOException {
    return IndexFiles.open(
        directory(definition).resolve(LUCENE), analyzer, ENTRIES + definition.name());
  }

  /** Deletes what an index holds, so that it is made anew. */
  void clear(AutoDefinition definition) throws IOException {
    deleteTree(directory(definition).resolve(LUCENE));
  }

  /** Deletes an index; after a crash in the middle it is there no more either. */
  void delete(AutoDefinition definition) throws IOException {
    Path directory = directory(definition);
    Files.deleteIfExists(directory.resolve(DEFINITION));
    deleteTree(directory);
  }

  private Path directory(AutoDefinition definition) {
    String name = definition.name();
    String readable = name.replaceAll("[^A-Za-z0-9_-]", "_");
    String start = readable.substring(0, Math.min(MOST_OF_NAME, readable.length()));
    return root.resolve(start + "-" + digest(name).substring(0, DIGEST_DIGITS));
  }

  private static String digest(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
