// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.dump;

import porthole.capture.api.RawFrame;

/**
 * A line of a stack, such as {@code java.lang.Thread.run(java.base@17.0.15/Thread.java:840)} or
 * {@code app//a.B.c(B.java)}.
 */
final class FrameLine {
  private FrameLine() {}

  static RawFrame parse(String text) {
    int paren = text.lastIndexOf('(');
    int close = text.lastIndexOf(')');
    if (paren < 0 || close < paren) {
      return new RawFrame("", text, "", 0);
    }
    String method = withoutModule(text.substring(0, paren));
    int dot = method.lastIndexOf('.');
    return place(
        method.substring(0, Math.max(0, dot)),
        method.substring(dot + 1),
        text.substring(paren + 1, close));
  }

  private static RawFrame place(String className, String method, String location) {
    String place = location.substring(location.lastIndexOf('/') + 1);
    if (place.equals("Native Method")) {
      return new RawFrame(className, method, "", RawFrame.NATIVE_METHOD);
    }
    if (place.equals("Unknown Source") || place.equals("Redefined")) {
      return new RawFrame(className, method, "", 0);
    }
    int colon = place.lastIndexOf(':');
    int line = colon < 0 ? 0 : line(place.substring(colon + 1));
    return new RawFrame(className, method, colon < 0 ? place : place.substring(0, colon), line);
  }

  private static int line(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Without {@code loader/} and {@code module@version/}; the slash of a hidden class stays. */
  private static String withoutModule(String method) {
    String rest = method;
    int slash = rest.indexOf('/');
    while (slash >= 0 && !rest.startsWith("0x", slash + 1)) {
      rest = rest.substring(slash + 1);
      slash = rest.indexOf('/');
    }
    return rest;
  }
}
