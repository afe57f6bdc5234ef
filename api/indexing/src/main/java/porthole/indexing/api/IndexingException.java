// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

/** A query or an index operation could not be done. The type says why. */
public abstract sealed class IndexingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private IndexingException(String message) {
    super(message);
  }

  /** The query cannot be read or makes no sense; the message says where and what was expected. */
  public static final class InvalidQuery extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** With its message. */
    public InvalidQuery(String message) {
      super(message);
    }
  }

  /** JavaScript that came along is none, failed or took too much; the message says where. */
  public static final class BadScript extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** With its message. */
    public BadScript(String message) {
      super(message);
    }
  }

  /** There is no index of that name. */
  public static final class IndexDoesNotExist extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** Of that name. */
    public IndexDoesNotExist(String database, String index) {
      super("There is no index '" + index + "' in database '" + database + "'.");
    }
  }

  /** The query is one, but this server cannot answer it yet. */
  public static final class NotSupported extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** With its message. */
    public NotSupported(String message) {
      super(message);
    }
  }

  /** The index had not caught up by the end of the query's patience. */
  public static final class StillStale extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** With its message. */
    public StillStale(String message) {
      super(message);
    }
  }

  /** The indexes of the database are not there now; trying again soon may do. */
  public static final class Unavailable extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** With its message. */
    public Unavailable(String message) {
      super(message);
    }
  }

  /** The query was ended before it had an answer: it took too long, or somebody ended it. */
  public static final class Stopped extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** With its message. */
    public Stopped(String message) {
      super(message);
    }
  }

  /** What should become an index is none; the message says where and what was expected. */
  public static final class NoIndex extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** With its message. */
    public NoIndex(String message) {
      super(message);
    }
  }

  /** The index's definition must not be changed. */
  public static final class Locked extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** Of that name. */
    public Locked(String database, String index) {
      super(
          "Index '"
              + index
              + "' of database '"
              + database
              + "' has the lock mode LockedError: its definition cannot be changed. Set it to"
              + " Unlock first.");
    }
  }

  /** The index cannot answer: too much has failed in it. */
  public static final class Faulty extends IndexingException {
    private static final long serialVersionUID = 1L;

    /** With its message. */
    public Faulty(String message) {
      super(message);
    }
  }
}
