// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import porthole.storage.api.StoredDocument;

class DocumentValuesTest {
  private static final StoredDocument DOCUMENT =
      new StoredDocument(
          "users/1",
          "Users",
          7,
          "A:7",
          Instant.parse("2026-11-22T08:00:00Z"),
          "{\"@collection\":\"Users\",\"Raven-Java-Type\":\"User\"}".getBytes(UTF_8),
          "{\"name\":\"Köln\"}".getBytes(UTF_8));

  @Test
  void aDocumentsMetadataIsOneOfItsPropertiesWithWhatStorageKnows() {
    assertThat(DocumentValues.of(DOCUMENT))
        .containsEntry("name", "Köln")
        .containsEntry(
            "@metadata",
            Map.of(
                "@collection", "Users",
                "Raven-Java-Type", "User",
                "@id", "users/1",
                "@change-vector", "A:7",
                "@last-modified", "2026-11-22T08:00:00.0000000Z"));
  }

  @Test
  void theWholeOfADocumentCanBeWrittenAsJson() {
    String json = new Gson().toJson(DocumentValues.of(DOCUMENT));
    assertThat(json).contains("\"@metadata\":{\"@collection\":\"Users\"", "\"@id\":\"users/1\"");
  }
}
