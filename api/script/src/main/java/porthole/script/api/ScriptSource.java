// SPDX-License-Identifier: Apache-2.0
package porthole.script.api;

/**
 * A script's text, in between what whoever runs it puts around it. Places in errors count from the
 * beginning of the user's text.
 *
 * @param name what it is, for messages: {@code patch}, or an index's name
 * @param before put before the user's text
 * @param text the user's
 * @param after put after it
 */
public record ScriptSource(String name, String before, String text, String after) {

  /** With nothing around it. */
  public static ScriptSource of(String name, String text) {
    return new ScriptSource(name, "", text, "");
  }
}
