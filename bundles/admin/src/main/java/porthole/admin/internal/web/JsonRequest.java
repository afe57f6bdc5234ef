// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a request's body as a small JSON object, strictly. */
public final class JsonRequest {
  private static final int MAX_BYTES = 64 * 1024;

  private JsonRequest() {}

  /** The object that the body is, and nothing else. */
  public static JsonObject read(HttpServletRequest request) throws IOException, Refusal {
    checkType(request.getContentType());
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw Refusal.of(413, "The body is larger than the " + MAX_BYTES + " bytes allowed here.");
    }
    return parse(decode(body));
  }

  private static void checkType(@Nullable String type) throws Refusal {
    String bare = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    if (!bare.equals("application/json")) {
      throw Refusal.of(415, "The content type is '" + bare + "'; expected 'application/json'.");
    }
  }

  private static String decode(byte[] body) throws Refusal {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(400, "The body is not valid UTF-8.", "", 0, e);
    }
  }

  private static JsonObject parse(String text) throws IOException, Refusal {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement value = JsonParser.parseReader(reader);
      if (reader.peek() == JsonToken.END_DOCUMENT && value.isJsonObject()) {
        return value.getAsJsonObject();
      }
      throw Refusal.badRequest("The body must be one JSON object.");
    } catch (JsonParseException | MalformedJsonException | EOFException e) {
      throw new Refusal(400, "The body is not valid JSON: " + e.getMessage(), "", 0, e);
    }
  }
}
