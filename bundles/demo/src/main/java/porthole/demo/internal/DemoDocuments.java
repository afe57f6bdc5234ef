// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.DocumentCommand;

/** Reads the demo's documents batch by batch; holds one batch at a time. */
final class DemoDocuments implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final String ID = "@id";

  private final BufferedReader lines;
  private final String collection;
  private final byte[] metadata;
  private long line;

  DemoDocuments(InputStream packed, String collection) throws IOException {
    this.lines =
        new BufferedReader(new InputStreamReader(new GZIPInputStream(packed, BUFFER_BYTES), UTF_8));
    this.collection = collection;
    JsonObject json = new JsonObject();
    json.addProperty("@collection", collection);
    this.metadata = json.toString().getBytes(UTF_8);
  }

  /** Leaves out so many documents. */
  void skip(long count) throws IOException {
    while (line < count && nextLine() != null) {
      // Counted by nextLine.
    }
  }

  /** At most {@code limit} documents; none at the end. */
  List<DocumentCommand> next(int limit) throws IOException {
    List<DocumentCommand> batch = new ArrayList<>(limit);
    String text = nextLine();
    while (text != null) {
      batch.add(put(text));
      text = batch.size() < limit ? nextLine() : null;
    }
    return batch;
  }

  private @Nullable String nextLine() throws IOException {
    String text = lines.readLine();
    line++;
    return text;
  }

  private DocumentCommand put(String text) throws IOException {
    try {
      JsonObject document = JsonParser.parseString(text).getAsJsonObject();
      String id = document.remove(ID).getAsString();
      byte[] body = document.toString().getBytes(UTF_8);
      return new DocumentCommand.Put(id, null, collection, metadata, body);
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IOException("Line " + line + " is no document with an " + ID, e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
