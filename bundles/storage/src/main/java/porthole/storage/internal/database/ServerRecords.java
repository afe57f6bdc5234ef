// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.ServerRecord;
import porthole.storage.internal.document.RecordReader;
import porthole.storage.internal.document.RecordWriter;

/** What was decided for all databases, in the system database. Thread-safe. */
final class ServerRecords {
  private static final int VERSION = 1;
  private static final byte[] NONE = "{}".getBytes(StandardCharsets.UTF_8);

  private final SystemStore system;

  // As it is stored; null: nothing was decided so far.
  private byte @Nullable [] stored;

  ServerRecords(SystemStore system) {
    this.system = system;
    stored = system.server();
  }

  synchronized ServerRecord get() {
    byte[] now = stored;
    return now == null ? record(0, NONE) : RecordReader.read("the server", now, this::decode);
  }

  private ServerRecord decode(RecordReader reader) {
    reader.version(VERSION);
    return record(reader.u64(), reader.rest());
  }

  private static ServerRecord record(long etag, byte[] json) {
    ServerRecord record = new ServerRecord();
    record.etag = etag;
    record.json = json.clone();
    return record;
  }

  synchronized ServerRecord update(Function<ServerRecord, byte[]> change) {
    ServerRecord old = get();
    ServerRecord changed = record(old.etag + 1, change.apply(old));
    byte[] bytes =
        new RecordWriter(changed.json.length + 16)
            .u8(VERSION)
            .u64(changed.etag)
            .raw(changed.json)
            .bytes();
    system.server(bytes);
    stored = bytes;
    return changed;
  }
}
