// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.util.List;
import java.util.Locale;
import porthole.capture.api.RawFrame;

/** Turns what a helper says of a native frame into a frame for the operator. */
@FunctionalInterface
public interface NativeNames {

  /** Knows no symbols: a frame is named by its address where the helper gave no name. */
  NativeNames NONE =
      (module, address, function) ->
          new RawFrame("", function.isEmpty() ? hex(address) : function, module, 0);

  /**
   * The frame.
   *
   * @param module path of the module's file, {@code [vdso]}, or empty for code that no file holds
   * @param address where in the module, as its own symbol table counts; 0 where it is not known
   * @param function the function's name as the helper knows it, or empty
   */
  RawFrame frame(String module, long address, String function);

  /** What the operator should know about the frames named since this was asked last. */
  default List<String> remarks() {
    return List.of();
  }

  /** An address as it is shown. */
  static String hex(long address) {
    return String.format(Locale.ROOT, "0x%x", address);
  }
}
