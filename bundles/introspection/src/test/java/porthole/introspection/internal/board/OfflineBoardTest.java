// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ActivityKind;
import porthole.lib.board.BoardFormatV1;
import porthole.lib.board.OfflineBoard;

class OfflineBoardTest {
  @TempDir Path folder;

  @Test
  void anotherMappingOfTheFileSeesWhatTheThreadsDo() throws IOException {
    BoardFixture fixture = new BoardFixture(folder, 4);
    OfflineBoard offline = OfflineBoard.open(fixture.board.file(), fixture.nanos::get);
    try (Activity activity = fixture.board.begin(ActivityKind.QUERY, "query", "demo", 3)) {
      activity.detail("from Cities");
      ActivityDTO seen = offline.read().get(0).activities.get(0);
      assertThat(seen.job).isEqualTo("query");
      assertThat(seen.database).isEqualTo("demo");
      assertThat(seen.detail).isEqualTo("from Cities");
    }
    assertThat(offline.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(offline.live()).isTrue();
    fixture.board.close();
    assertThat(offline.live()).isFalse();
  }

  @Test
  void whatIsNoBoardIsRefusedWithTheReason() throws IOException {
    Path empty = Files.write(folder.resolve("empty"), new byte[10]);
    Path zeros = Files.write(folder.resolve("zeros"), new byte[100_000]);
    assertThatThrownBy(() -> OfflineBoard.open(empty, () -> 0)).hasMessageContaining("10 bytes");
    assertThatThrownBy(() -> OfflineBoard.open(zeros, () -> 0)).hasMessageContaining("magic");
  }

  @Test
  void aBoardThatWasCutOrChangedIsRefused() throws IOException {
    BoardFixture fixture = new BoardFixture(folder, 4);
    Path copy = folder.resolve("copy");
    Files.copy(fixture.board.file(), copy);
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.truncate(50_000);
    }
    assertThatThrownBy(() -> OfflineBoard.open(copy, () -> 0)).hasMessageContaining("size");
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {9}), BoardFormatV1.HEADER_SLOT_COUNT);
    }
    assertThatThrownBy(() -> OfflineBoard.open(copy, () -> 0)).hasMessageContaining("checksum");
    fixture.board.close();
  }

  @Test
  void garbageInASlotIsReadWithinItsBounds() throws IOException {
    BoardFixture fixture = new BoardFixture(folder, 1);
    Path copy = folder.resolve("copy");
    Files.copy(fixture.board.file(), copy);
    byte[] garbage = new byte[BoardFormatV1.SLOT_SIZE - 8];
    java.util.Arrays.fill(garbage, (byte) 0x7F);
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(garbage), Files.size(copy) - garbage.length);
    }
    OfflineBoard offline = OfflineBoard.open(copy, () -> 0);
    assertThat(offline.read().get(0).activities).hasSize(BoardFormatV1.MAX_DEPTH);
    assertThat(offline.read().get(0).activities.get(0).job).isEqualTo("?");
    fixture.board.close();
  }

  @Test
  void boardsOfDeadProcessesAreRemovedAndOthersAreLeft() throws IOException {
    BoardFixture fixture = new BoardFixture(folder, 1);
    Path stale = folder.resolve("porthole-board-999999999-x.phb");
    Path foreign = folder.resolve("porthole-board-note.phb");
    Files.copy(fixture.board.file(), stale);
    Files.createFile(foreign);
    StaleBoards.clean(folder);
    assertThat(stale).doesNotExist();
    assertThat(foreign).exists();
    assertThat(fixture.board.file()).exists();
    fixture.board.close();
  }
}
