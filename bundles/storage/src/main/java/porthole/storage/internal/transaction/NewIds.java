// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Folding;
import porthole.storage.internal.document.Ids;
import porthole.storage.internal.document.Keys;

/** Makes the ids that a caller leaves to the server. */
final class NewIds {
  private static final char IDENTITY_MARK = '|';
  private static final char PREFIX_MARK = '/';

  private final String nodeTag;
  private final Supplier<UUID> guids;

  NewIds(String nodeTag, Supplier<UUID> guids) {
    this.nodeTag = nodeTag;
    this.guids = guids;
  }

  /**
   * The id to store a document under. What is made here is free: somebody may have chosen that very
   * id before, and then the next number is taken.
   */
  String id(WriteLayer layer, @Nullable String asked, long etag) {
    if (asked == null) {
      return guids.get().toString();
    }
    Ids.check(asked);
    char mark = asked.charAt(asked.length() - 1);
    if (mark == IDENTITY_MARK) {
      return ofIdentity(layer, asked);
    }
    return mark == PREFIX_MARK ? ofPrefix(layer, asked, etag) : asked;
  }

  private static String ofIdentity(WriteLayer layer, String asked) {
    String prefix = asked.substring(0, asked.length() - 1) + PREFIX_MARK;
    String id;
    do {
      id = prefix + Identities.next(layer, asked);
    } while (isTaken(layer, id));
    return Ids.check(id);
  }

  private String ofPrefix(WriteLayer layer, String asked, long etag) {
    long number = etag;
    String id;
    do {
      id = asked + String.format(Locale.ROOT, "%019d-%s", number, nodeTag);
      number++;
    } while (isTaken(layer, id));
    return Ids.check(id);
  }

  private static boolean isTaken(WriteLayer layer, String id) {
    return layer.get(Keys.document(Folding.fold(id))) != null;
  }
}
