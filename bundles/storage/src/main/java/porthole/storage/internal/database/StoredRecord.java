// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Instant;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.internal.document.RecordReader;
import porthole.storage.internal.document.RecordWriter;

/**
 * What the system database keeps of a database.
 *
 * @param directory the name of its directory
 */
record StoredRecord(
    String name, String id, long etag, Instant createdAt, String directory, byte[] json) {
  private static final int VERSION = 1;

  StoredRecord withJson(byte[] newJson) {
    return new StoredRecord(name, id, etag + 1, createdAt, directory, newJson);
  }

  DatabaseRecord toApi() {
    DatabaseRecord record = new DatabaseRecord();
    record.name = name;
    record.databaseId = id;
    record.createdAt = createdAt;
    record.etag = etag;
    record.json = json.clone();
    return record;
  }

  byte[] encode() {
    return new RecordWriter(json.length + 128)
        .u8(VERSION)
        .u64(etag)
        .u64(createdAt.toEpochMilli())
        .text(name)
        .text(id)
        .text(directory)
        .raw(json)
        .bytes();
  }

  static StoredRecord decode(byte[] stored) {
    return RecordReader.read("a database", stored, StoredRecord::decode);
  }

  private static StoredRecord decode(RecordReader reader) {
    reader.version(VERSION);
    long etag = reader.u64();
    Instant createdAt = Instant.ofEpochMilli(reader.u64());
    return new StoredRecord(
        reader.text(), reader.text(), etag, createdAt, reader.text(), reader.rest());
  }
}
