// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import porthole.introspection.api.ThreadActivityDTO;

/** A board whose clocks a test sets. */
final class BoardFixture {
  static final long WALL_MICROS = 1_700_000_000_123_456L;

  final AtomicLong nanos = new AtomicLong(5_000_000_000L);
  final Instants instants = new Instants(() -> WALL_MICROS, nanos::get);
  final MappedBoard board;

  BoardFixture(Path folder, int slots) throws IOException {
    ThreadFacts facts =
        new ThreadFacts() {
          @Override
          public long currentOsThreadId() {
            return 4711;
          }

          @Override
          public long javaThreadAddress(Thread thread) {
            return 0x7f00_0000_1000L;
          }
        };
    board = MappedBoard.create(folder, slots, facts, instants);
  }

  static ThreadActivityDTO of(List<ThreadActivityDTO> threads, long threadId) {
    return threads.stream().filter(t -> t.threadId == threadId).findFirst().orElseThrow();
  }

  ThreadActivityDTO mine() {
    return of(board.read(), Thread.currentThread().getId());
  }
}
