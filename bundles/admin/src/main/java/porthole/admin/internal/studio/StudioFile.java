// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.studio;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One file of the console.
 *
 * @param contentType its media type
 * @param etag changes when the content does
 */
record StudioFile(String contentType, String etag, byte[] content) {

  /** One folder deep at most; no dot can begin a segment, so that nothing leads elsewhere. */
  private static final Pattern SAFE = Pattern.compile("/([a-z]+/)?[a-z][a-z0-9-]*\\.[a-z]+");

  /** The file at {@code path}, which begins with a slash; nothing for any other path. */
  static Optional<StudioFile> at(String path) throws IOException {
    Optional<String> type = contentType(path);
    if (type.isEmpty() || !SAFE.matcher(path).matches()) {
      return Optional.empty();
    }
    try (InputStream in = open(path)) {
      byte[] content = in.readAllBytes();
      return Optional.of(new StudioFile(type.get(), etagOf(content), content));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static InputStream open(String path) throws FileNotFoundException {
    @Nullable InputStream in = StudioFile.class.getResourceAsStream("/studio" + path);
    if (in == null) {
      throw new FileNotFoundException(path);
    }
    return in;
  }

  private static Optional<String> contentType(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return switch (extension) {
      case "html" -> Optional.of("text/html; charset=" + StandardCharsets.UTF_8);
      case "css" -> Optional.of("text/css; charset=" + StandardCharsets.UTF_8);
      case "js" -> Optional.of("text/javascript; charset=" + StandardCharsets.UTF_8);
      case "svg" -> Optional.of("image/svg+xml");
      default -> Optional.empty();
    };
  }

  private static String etagOf(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return "\"" + Long.toHexString(sum.getValue()) + "-" + content.length + "\"";
  }
}
