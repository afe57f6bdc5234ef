// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an index is of, and how it is kept. Not to be changed once it is handed over. */
public class IndexDefinition {

  /** What an index may be. */
  public enum Type {
    AUTO_MAP,
    AUTO_MAP_REDUCE,
    MAP,
    MAP_REDUCE,
    JAVA_SCRIPT_MAP,
    JAVA_SCRIPT_MAP_REDUCE,
    /** Its functions compile no more: it answers nothing. */
    FAULTY
  }

  /** Whether its definition may be changed. */
  public enum LockMode {
    UNLOCK,
    /** Changes do nothing, silently. */
    LOCKED_IGNORE,
    /** Changes fail. */
    LOCKED_ERROR
  }

  /** Which part of the indexing time it gets where there is too little. */
  public enum Priority {
    LOW,
    NORMAL,
    HIGH
  }

  /** How it is. */
  public enum State {
    NORMAL,
    /** Somebody wants it to index nothing. */
    DISABLED,
    /** An automatic index that nobody has asked for long; it indexes again when it is asked. */
    IDLE,
    /** Too many documents failed: it indexes nothing and answers nothing until it is reset. */
    ERROR
  }

  /** Unique in a database; compares case-insensitively. */
  public String name = "";

  /** What it is; said by the server. */
  public Type type = Type.MAP;

  /** What an automatic index takes in; null: it is none. Said by the server. */
  public @Nullable AutoIndexSource automatic;

  /** The functions that make entries of documents, as they were written; at least one. */
  public List<String> maps = List.of();

  /** The function that makes entries of entries; null: there is none. */
  public @Nullable String reduce;

  /** How single fields are held, by name; {@code __all_fields} for those not named. */
  public SortedMap<String, IndexFieldOptions> fields = new TreeMap<>();

  /** These three are null in what is put: as they are, or as usual. */
  public @Nullable LockMode lockMode;

  public @Nullable Priority priority;
  public @Nullable State state;

  /** Settings by key, as clients send them. */
  public Map<String, String> configuration = new TreeMap<>();

  /** Code that the functions use, by the name of its file. */
  public Map<String, String> additionalSources = new TreeMap<>();
}
