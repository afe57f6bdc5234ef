// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import porthole.http.internal.exchange.RequestException;

/** Constants as the protocol writes them: {@code LockedIgnore} for {@code LOCKED_IGNORE}. */
public final class EnumNames {

  private EnumNames() {}

  /** How a constant is written. */
  public static String of(Enum<?> constant) {
    return Arrays.stream(constant.name().split("_", 0))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /**
   * The constant that is written so, in any letter case.
   *
   * @param what such as "The lock mode"
   */
  public static <E extends Enum<E>> E read(Class<E> type, String what, String text) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw RequestException.badRequest(
        what
            + " is '"
            + text
            + "'; one of these was expected: "
            + Arrays.stream(type.getEnumConstants())
                .map(EnumNames::of)
                .collect(Collectors.joining(", "))
            + ".");
  }
}
