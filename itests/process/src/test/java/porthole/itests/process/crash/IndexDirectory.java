// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import porthole.itests.process.Command;
import porthole.testing.indexing.IndexContents;

/**
 * The files of an index of a server that does not run. By docs/formats/index-definition.md, on
 * purpose not with the server's own classes.
 *
 * @param data the server's
 * @param path from there to the index
 */
record IndexDirectory(Path data, Path path) {

  /** Those of all databases. */
  static List<IndexDirectory> all(Path data) throws IOException {
    List<IndexDirectory> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data.resolve("databases"), 3)) {
      for (Path file : files.sorted().toList()) {
        if (Files.exists(file.resolve("definition.json"))) {
          found.add(new IndexDirectory(data, data.relativize(file)));
        }
      }
    }
    return found;
  }

  /** The same index of another server. */
  IndexDirectory in(Path otherData) {
    return new IndexDirectory(otherData, path);
  }

  private Path lucene() {
    return data.resolve(path).resolve("lucene");
  }

  /** Deletes all but the definition: it will be made anew. */
  void forget() throws Exception {
    Command.run("rm", "-rf", lucene()).expectSuccess();
  }

  /** Up to which change the last commit has it; 0 where there is none. */
  long committedEtag() {
    try (Directory directory = FSDirectory.open(lucene())) {
      if (!DirectoryReader.indexExists(directory)) {
        return 0;
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        String etag = reader.getIndexCommit().getUserData().get("porthole.etag");
        return etag == null ? 0 : Long.parseLong(etag);
      }
    } catch (IOException e) {
      throw new AssertionError(path + " cannot be read", e);
    }
  }

  /** Fails where an entry of one is none of the other; says how many there are. */
  int assertEquals(IndexDirectory other) throws IOException {
    IndexContents ours = IndexContents.of(lucene());
    List<String> differences = ours.differences(IndexContents.of(other.lucene()));
    if (!differences.isEmpty()) {
      throw new AssertionError(path + " differs: " + String.join("\n", differences));
    }
    return ours.size();
  }
}
