// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import static porthole.lib.board.BoardFormatV1.INT;
import static porthole.lib.board.BoardFormatV1.LONG;
import static porthole.lib.board.BoardFormatV1.NAME_BYTES;
import static porthole.lib.board.BoardFormatV1.NAME_BYTES_MAX;
import static porthole.lib.board.BoardFormatV1.NAME_EMPTY;
import static porthole.lib.board.BoardFormatV1.NAME_LENGTH_PLUS_ONE;
import static porthole.lib.board.BoardFormatV1.NAME_SIZE;
import static porthole.lib.board.BoardFormatV1.NAME_UNKNOWN;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import porthole.lib.board.BoardFormatV1;

/**
 * Gives each name of a job or a database a number, and keeps the names in the board.
 *
 * <p>Finding a name that was seen before neither allocates nor waits. A name is kept for good; a
 * name that finds no room is number {@link BoardFormatV1#NAME_UNKNOWN}.
 */
final class NameTable {
  private static final int RESERVED = 2;

  private final ByteBuffer buffer;
  private final int offset;
  private final int capacity;
  // Database names come from outside and may be many: they must not crowd out the jobs.
  private final int databaseCapacity;
  private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();
  private int next = RESERVED;

  NameTable(ByteBuffer buffer, BoardFormatV1.Geometry geometry) {
    this.buffer = buffer;
    this.offset = geometry.namesOffset();
    this.capacity = geometry.names();
    this.databaseCapacity = capacity - (capacity - RESERVED) / 4;
    write(NAME_UNKNOWN, "?");
    write(NAME_EMPTY, "");
    ids.put("", NAME_EMPTY);
  }

  int job(String name) {
    Integer id = ids.get(name);
    return id != null ? id : add(name, capacity);
  }

  int database(String name) {
    Integer id = ids.get(name);
    return id != null ? id : add(name, databaseCapacity);
  }

  private synchronized int add(String name, int limit) {
    @Nullable Integer known = ids.get(name);
    if (known != null) {
      return known;
    }
    if (next >= limit) {
      LONG.getAndAdd(buffer, BoardFormatV1.HEADER_NAMES_OVERFLOWED, 1L);
      return NAME_UNKNOWN;
    }
    int id = next++;
    write(id, name);
    ids.put(name, id);
    return id;
  }

  private void write(int id, String name) {
    int at = offset + id * NAME_SIZE;
    int length = Utf8.put(buffer, at + NAME_BYTES, name, NAME_BYTES_MAX);
    INT.setRelease(buffer, at + NAME_LENGTH_PLUS_ONE, length + 1);
  }
}
