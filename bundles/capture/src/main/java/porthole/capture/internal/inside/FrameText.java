// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.inside;

import porthole.capture.api.RawFrame;

/** Takes apart a frame as {@link StackTraceElement} prints it. */
final class FrameText {
  private FrameText() {}

  /** {@code [loader/][module[@version]/]class.method(place)}; what is none becomes a method. */
  static RawFrame parse(String text) {
    int open = text.lastIndexOf('(');
    int dot = open < 0 ? -1 : text.lastIndexOf('.', open);
    if (dot < 0 || !text.endsWith(")")) {
      return new RawFrame("", text, "", 0);
    }
    String method = text.substring(dot + 1, open);
    String place = text.substring(open + 1, text.length() - 1);
    if (place.equals("Native Method")) {
      return new RawFrame(type(text.substring(0, dot)), method, "", RawFrame.NATIVE_METHOD);
    }
    String file = place.equals("Unknown Source") ? "" : place;
    int colon = file.lastIndexOf(':');
    int line = colon < 0 ? 0 : number(file.substring(colon + 1));
    return new RawFrame(
        type(text.substring(0, dot)), method, line > 0 ? file.substring(0, colon) : file, line);
  }

  /** Without its loader and module; the slash in a hidden class's name belongs to it. */
  private static String type(String text) {
    int hidden = text.indexOf("/0x");
    int slash = text.lastIndexOf('/', hidden < 0 ? text.length() : hidden - 1);
    return text.substring(slash + 1);
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
