// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexEvent;
import porthole.storage.api.Change;
import porthole.storage.api.StoredDocument;

class MessagesTest {

  @Test
  void tellsOfDocumentsAsClientsReadIt() {
    StoredDocument stored =
        new StoredDocument("a\"/1", "As", 5, "A:5", Instant.EPOCH, new byte[0], new byte[0]);
    assertThat(Messages.document(new Change(5, "a\"/1", "As", "A:5", stored)))
        .isEqualTo(
            "{\"Type\":\"DocumentChange\",\"Value\":{\"Type\":\"Put\",\"Id\":\"a\\\"/1\","
                + "\"CollectionName\":\"As\",\"ChangeVector\":\"A:5\"}}");
    assertThat(Messages.document(new Change(6, "a/1", "As", "A:6", null)))
        .contains("\"Type\":\"Delete\",\"Id\":\"a/1\"");
  }

  @Test
  void namesWhatHappensToIndexesAsClientsDo() {
    assertThat(Messages.index("X", IndexEvent.BATCH_COMPLETED))
        .isEqualTo(
            "{\"Type\":\"IndexChange\",\"Value\":{\"Type\":\"BatchCompleted\",\"Name\":\"X\"}}");
    assertThat(Messages.index("X", IndexEvent.ADDED)).contains("\"IndexAdded\"");
    assertThat(Messages.index("X", IndexEvent.DEMOTED_TO_IDLE)).contains("\"IndexDemotedToIdle\"");
    assertThat(Messages.index("X", IndexEvent.MARKED_AS_ERRORED))
        .contains("\"IndexMarkedAsErrored\"");
    assertThat(Messages.index("X", IndexEvent.PAUSED)).contains("\"IndexPaused\"");
    assertThat(Messages.index("X", IndexEvent.LOCK_MODE_CHANGED)).contains("\"LockModeChanged\"");
    assertThat(Messages.index("X", IndexEvent.SIDE_BY_SIDE_REPLACE))
        .contains("\"SideBySideReplace\"");
  }

  @Test
  void passesTheStateOfAnOperationOnAsItIs() {
    assertThat(Messages.operation(7, "{\"Status\":\"Completed\"}".getBytes(UTF_8)))
        .isEqualTo(
            "{\"Type\":\"OperationStatusChange\",\"Value\":{\"OperationId\":7,"
                + "\"State\":{\"Status\":\"Completed\"}}}");
  }
}
