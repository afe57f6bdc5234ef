// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.http.api.HttpError;

/**
 * Which routes take the administrator's token, and whether a request has it. The token is read from
 * its file for each request that needs it, so that replacing the file replaces the token.
 */
public final class TokenCheck {

  /** Sent with a 401, in the header WWW-Authenticate. */
  public static final String CHALLENGE = "Bearer realm=\"porthole\"";

  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;
  private static final String SCHEME = "bearer ";

  /**
   * Official clients use these without credentials; they neither run code nor read memory. A lock
   * only keeps from deletes, which are on the list, and what clients are told can make them ask
   * less well, but makes them delete nothing.
   */
  private static final Set<String> OPEN =
      Set.of(
          "/admin/configuration/client",
          "/admin/databases",
          "/admin/databases/disable",
          "/admin/databases/enable",
          "/admin/databases/set-lock");

  private final Path tokenFile;

  /** Checks against the token in that file. */
  public TokenCheck(Path tokenFile) {
    this.tokenFile = tokenFile;
  }

  /**
   * Whether a request may pass.
   *
   * @param path the decoded path that the request is dispatched by
   * @param authorization the Authorization header
   * @return null when it may
   */
  public @Nullable Refusal check(String path, @Nullable String authorization) {
    if (!needsToken(path)) {
      return null;
    }
    try {
      byte[] expected = Files.readString(tokenFile, UTF_8).strip().getBytes(UTF_8);
      byte[] given = given(authorization).getBytes(UTF_8);
      if (expected.length > 0 && MessageDigest.isEqual(expected, given)) {
        return null;
      }
    } catch (IOException e) {
      return new Refusal(
          UNAVAILABLE, HttpError.GENERAL, "Cannot read the token in " + tokenFile + ": " + e);
    }
    return new Refusal(
        UNAUTHORIZED,
        HttpError.FORBIDDEN,
        path
            + " takes the administrator's token: send 'Authorization: Bearer <token>' with the"
            + " content of the file admin-token in the server's data directory.");
  }

  static boolean needsToken(String path) {
    String single = path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
    String canonical = single.toLowerCase(Locale.ROOT);
    boolean admin = canonical.equals("/admin") || canonical.startsWith("/admin/");
    return admin && !OPEN.contains(canonical);
  }

  private static String given(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return "";
    }
    return authorization.substring(SCHEME.length()).strip();
  }
}
