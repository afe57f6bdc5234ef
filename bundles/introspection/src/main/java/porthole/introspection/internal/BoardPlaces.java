// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import porthole.introspection.internal.board.Instants;
import porthole.introspection.internal.board.MappedBoard;
import porthole.introspection.internal.board.StaleBoards;
import porthole.introspection.internal.board.ThreadFacts;

/** Puts the board into the first folder that can hold it. */
final class BoardPlaces {
  private static final System.Logger LOG = System.getLogger("porthole.introspection");

  private final List<Path> folders;

  /** Tries {@code folders} in their order; the first should be in memory. */
  BoardPlaces(List<Path> folders) {
    this.folders = folders;
  }

  MappedBoard create(int slots, ThreadFacts facts, Instants instants) throws IOException {
    IOException failure = new IOException("No folder can hold the activity board: " + folders);
    for (Path folder : folders) {
      try {
        if (!Files.isDirectory(folder)) {
          throw new IOException(folder + " is not there.");
        }
        StaleBoards.clean(folder);
        return MappedBoard.create(folder, slots, facts, instants);
      } catch (IOException e) {
        LOG.log(
            System.Logger.Level.WARNING, "The activity board cannot be in " + folder + ": " + e);
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }
}
