// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The helper that an administrator may have installed, and whether it may be used: it is root's
 * alone to change, this process may run it, and it is the very program that comes with this bundle.
 * Thread-safe.
 */
final class InstalledHelper {
  /** Where it is when nothing is in its way, and nothing is there. */
  private static final Verdict ABSENT = new Verdict(false, "", "");

  private static final Verdict TRUSTED = new Verdict(true, "", "");
  private static final String REINSTALL = "Run 'bin/porthole install-helper' as root again.";
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final Path own;
  private final Path installed;
  private final AtomicReference<@Nullable Compared> compared = new AtomicReference<>();

  /**
   * Whether it is used.
   *
   * @param usable whether it is
   * @param reason why it is passed over though it is there, or empty
   * @param fix what to do about that, or empty
   */
  record Verdict(boolean usable, String reason, String fix) {}

  /** A comparison of the contents, which holds for as long as the file is not changed. */
  private record Compared(@Nullable Object key, FileTime changed, long size, boolean same) {}

  /**
   * The one in {@code installed}.
   *
   * @param own the copy that comes with the bundle
   */
  InstalledHelper(Path own, Path installed) {
    this.own = own;
    this.installed = installed;
  }

  Path file() {
    return installed;
  }

  Verdict verdict() {
    if (!Files.exists(installed, LinkOption.NOFOLLOW_LINKS)) {
      return ABSENT;
    }
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(installed, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return judge(attributes);
    } catch (IOException | UnsupportedOperationException e) {
      return refused("cannot be looked at: " + e, REINSTALL);
    }
  }

  private Verdict judge(PosixFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      return refused("is no regular file.", REINSTALL);
    }
    if (!Integer.valueOf(0)
        .equals(Files.getAttribute(installed, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
      return refused("belongs to " + attributes.owner().getName() + ", not to root.", REINSTALL);
    }
    if (attributes.permissions().stream().anyMatch(OTHERS_WRITE::contains)) {
      return refused("can be changed by others than root.", REINSTALL);
    }
    if (!Files.isExecutable(installed) || !Files.isReadable(installed)) {
      String group = attributes.group().getName();
      return refused(
          "is for the group " + group + " only, which this server's user is not in.",
          "Run 'bin/porthole install-helper --group G' as root, where G is a group of that user.");
    }
    if (!isOurs(attributes)) {
      return refused("is of another version than this server.", REINSTALL);
    }
    return TRUSTED;
  }

  private Verdict refused(String reason, String fix) {
    return new Verdict(false, installed + " " + reason, fix);
  }

  private boolean isOurs(PosixFileAttributes attributes) throws IOException {
    Compared last = compared.get();
    if (last == null
        || !Objects.equals(last.key(), attributes.fileKey())
        || !last.changed().equals(attributes.lastModifiedTime())
        || last.size() != attributes.size()) {
      last =
          new Compared(
              attributes.fileKey(),
              attributes.lastModifiedTime(),
              attributes.size(),
              Files.mismatch(own, installed) < 0);
      compared.set(last);
    }
    return last.same();
  }
}
