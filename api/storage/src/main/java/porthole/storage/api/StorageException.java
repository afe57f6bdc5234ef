// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root of all failures of storage. The type is the meaning; the message is for people. */
public abstract sealed class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A database name that cannot be one. */
  public static final class InvalidName extends StorageException {
    private static final long serialVersionUID = 1L;

    /** Says which name and what a name may be. */
    public InvalidName(String message) {
      super(message, null);
    }
  }

  /** A document id that cannot be one. */
  public static final class InvalidId extends StorageException {
    private static final long serialVersionUID = 1L;

    /** Says which id and what an id may be. */
    public InvalidId(String message) {
      super(message, null);
    }
  }

  /** A change vector that does not parse. */
  public static final class InvalidChangeVector extends StorageException {
    private static final long serialVersionUID = 1L;

    /** Says which change vector, and at which place it goes wrong. */
    public InvalidChangeVector(String message) {
      super(message, null);
    }
  }

  /** There is no database of that name. */
  public static final class DatabaseDoesNotExist extends StorageException {
    private static final long serialVersionUID = 1L;
    private final String name;

    /** There is no database of this name. */
    public DatabaseDoesNotExist(String name) {
      super("Database '" + name + "' does not exist.", null);
      this.name = name;
    }

    /** The name that was asked for. */
    public String name() {
      return name;
    }
  }

  /** There is a database of that name already. */
  public static final class DatabaseAlreadyExists extends StorageException {
    private static final long serialVersionUID = 1L;

    /** There is a database of this name already. */
    public DatabaseAlreadyExists(String name) {
      super("Database '" + name + "' already exists.", null);
    }
  }

  /** The database cannot be used now. Trying again later may help. */
  public static final class DatabaseUnavailable extends StorageException {
    private static final long serialVersionUID = 1L;
    private final DatabaseState state;
    private final int retryAfterSeconds;
    private final transient List<String> log;

    /**
     * The database cannot be used now.
     *
     * @param state the state it is in
     * @param retryAfterSeconds when to try again, 1 or more
     * @param log the load's steps so far, or empty
     */
    public DatabaseUnavailable(
        String message,
        DatabaseState state,
        int retryAfterSeconds,
        List<String> log,
        @Nullable Throwable cause) {
      super(message, cause);
      this.state = state;
      this.retryAfterSeconds = retryAfterSeconds;
      this.log = List.copyOf(log);
    }

    /** The state it is in. */
    public DatabaseState state() {
      return state;
    }

    /** When to try again, in seconds, 1 or more. */
    public int retryAfterSeconds() {
      return retryAfterSeconds;
    }

    /** The load's steps so far, or empty. */
    public List<String> log() {
      return log;
    }
  }

  /** A document was not at the change vector that the caller expected. */
  public static final class ConcurrencyViolation extends StorageException {
    private static final long serialVersionUID = 1L;
    private final String id;
    private final String expected;
    private final @Nullable String actual;

    /**
     * The document is not where the caller thought.
     *
     * @param expected the change vector expected; empty for not there
     * @param actual the one found; null for not there
     */
    public ConcurrencyViolation(String id, String expected, @Nullable String actual) {
      super(message(id, expected, actual), null);
      this.id = id;
      this.expected = expected;
      this.actual = actual;
    }

    private static String message(String id, String expected, @Nullable String actual) {
      String wanted =
          expected.isEmpty()
              ? "was expected not to exist"
              : "was expected at change vector '" + expected + "'";
      String found = actual == null ? "it does not exist" : "it is at '" + actual + "'";
      return "Document '" + id + "' " + wanted + ", but " + found + ". Load it again and retry.";
    }

    /** The document's id. */
    public String id() {
      return id;
    }

    /** The change vector expected; empty for not there. */
    public String expected() {
      return expected;
    }

    /** The one found; null for not there. */
    public @Nullable String actual() {
      return actual;
    }
  }

  /** A document cannot change its collection; it can be deleted and stored anew. */
  public static final class CollectionMismatch extends StorageException {
    private static final long serialVersionUID = 1L;

    /** The document is in one collection and was to be stored in another. */
    public CollectionMismatch(String id, String actual, String wanted) {
      super(
          "Changing '"
              + id
              + "' from collection '"
              + actual
              + "' to '"
              + wanted
              + "' by storing it again is not supported. Delete it and store it anew.",
          null);
    }
  }

  /** The engine below failed; its cause says how. */
  public static final class EngineFailed extends StorageException {
    private static final long serialVersionUID = 1L;

    /** Says which database, and what to do about it. */
    public EngineFailed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
