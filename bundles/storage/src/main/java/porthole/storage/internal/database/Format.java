// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.nio.charset.StandardCharsets;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.WriteBatch;
import porthole.storage.internal.document.Keys;
import porthole.storage.internal.document.RecordReader;
import porthole.storage.internal.document.RecordWriter;

/**
 * Says what an environment is, so that nothing else is taken for it.
 *
 * @param magic four ASCII characters
 * @param version the only one this program knows
 */
record Format(String magic, int version) {
  /** Of a database. */
  static final Format DATABASE = new Format("PHdb", 1);

  /** Of the system database. */
  static final Format SYSTEM = new Format("PHsy", 1);

  /**
   * Marks an environment that is new and checks one that is not.
   *
   * @param identity written behind the version; an environment of another identity is refused
   */
  void check(Environment environment, String identity) {
    byte[] expected =
        new RecordWriter(64)
            .raw(magic.getBytes(StandardCharsets.US_ASCII))
            .u32(version)
            .text(identity)
            .bytes();
    byte[] found = environment.get(Keys.format());
    if (found == null) {
      environment.commit(
          new WriteBatch().require(Keys.format(), null).put(Keys.format(), expected));
      return;
    }
    RecordReader.read("the format", found, reader -> check(reader, identity));
  }

  private boolean check(RecordReader reader, String identity) {
    StringBuilder foundMagic = new StringBuilder();
    for (int i = 0; i < magic.length(); i++) {
      foundMagic.append((char) reader.u8());
    }
    if (!foundMagic.toString().equals(magic)) {
      throw new EngineException.Corrupt(
          "The environment begins with '" + foundMagic + "' where '" + magic + "' is expected.",
          null);
    }
    int foundVersion = reader.u32();
    if (foundVersion > version) {
      throw new EngineException(
          "The data is of format version "
              + foundVersion
              + "; this program knows up to "
              + version
              + ". Start the newer program that wrote it.",
          null);
    }
    String foundIdentity = reader.text();
    if (!foundIdentity.equals(identity)) {
      throw new EngineException(
          "The data is that of database id '"
              + foundIdentity
              + "' and not of '"
              + identity
              + "'. Put the right directory in its place.",
          null);
    }
    return true;
  }
}
