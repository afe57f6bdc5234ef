// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.wire;

/** A command that cannot be carried out. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long id;

  /** Says why, for the client. */
  public CommandException(long id, String message) {
    super(message);
    this.id = id;
  }

  /** The command's id, 0 where it gave none. */
  public long id() {
    return id;
  }
}
