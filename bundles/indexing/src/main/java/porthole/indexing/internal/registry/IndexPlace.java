// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of one index; docs/formats/index-definition.md has it. */
record IndexPlace(Path directory) {
  private static final String DEFINITION = "definition.json";
  private static final String LUCENE = "lucene";

  /** Where the entries lie. */
  Path entries() {
    return directory.resolve(LUCENE);
  }

  boolean hasDefinition() {
    return Files.exists(directory.resolve(DEFINITION));
  }

  KeptIndex read() throws IOException {
    return DefinitionFile.read(directory.resolve(DEFINITION));
  }

  /** Keeps what is known of the index; the first time, this makes its place. */
  void keep(KeptIndex kept) throws IOException {
    Files.createDirectories(directory);
    DefinitionFile.write(directory.resolve(DEFINITION), kept);
  }

  /** From now on, and after a crash too, there is no such index; its files are there still. */
  void disown() throws IOException {
    DefinitionFile.delete(directory.resolve(DEFINITION));
  }

  /** Deletes the entries, so that they are made anew. */
  void clear() throws IOException {
    deleteTree(entries());
  }

  /** Deletes the files of what has no definition. */
  void delete() throws IOException {
    deleteTree(directory);
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
