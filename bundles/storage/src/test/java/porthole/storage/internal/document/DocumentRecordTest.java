// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import porthole.storage.api.StoredDocument;
import porthole.storage.api.engine.EngineException;

class DocumentRecordTest {
  private static final byte[] KEY = Keys.document("users/1");

  private static StoredDocument document(Instant lastModified) {
    return new StoredDocument(
        "Users/1", "Üsers", 1L << 40, "A:1-x", lastModified, new byte[] {1, 2}, new byte[] {3});
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    StoredDocument document = document(Instant.parse("1969-01-01T00:00:00.1234567Z"));
    StoredDocument read = DocumentRecord.decode(KEY, DocumentRecord.encode(document));
    assertThat(read).usingRecursiveComparison().isEqualTo(document);
  }

  @Test
  void timesAreKeptTo100Nanoseconds() {
    StoredDocument document = document(Instant.parse("2026-11-22T00:00:00.123456789Z"));
    assertThat(DocumentRecord.decode(KEY, DocumentRecord.encode(document)).lastModified())
        .isEqualTo(Instant.parse("2026-11-22T00:00:00.1234567Z"));
  }

  @Test
  void aRecordCutShortOrOfAnotherVersionIsCorrupt() {
    byte[] record = DocumentRecord.encode(document(Instant.EPOCH));
    for (int length = 0; length < record.length - 1; length++) {
      byte[] cut = Arrays.copyOf(record, length);
      assertThatThrownBy(() -> DocumentRecord.decode(KEY, cut))
          .isInstanceOf(EngineException.Corrupt.class)
          .hasMessageContaining("users/1");
    }
    record[0] = 9;
    assertThatThrownBy(() -> DocumentRecord.decode(KEY, record))
        .isInstanceOf(EngineException.Corrupt.class)
        .hasMessageContaining("version 9");
  }
}
