// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.WARNING;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseCompanion;

/**
 * Tells companions of databases. Each hears of each database once when it is loaded, or when the
 * companion comes, and once before it is closed, in that order. Thread-safe.
 */
public final class Companions {
  private static final System.Logger LOG = System.getLogger("porthole.storage");

  private final List<DatabaseCompanion> companions = new CopyOnWriteArrayList<>();
  private final Map<Database, Company> companies = new ConcurrentHashMap<>();

  /** Those that have been told of a database. Its monitor keeps what they are told in order. */
  private static final class Company {
    private final Path directory;
    private final List<DatabaseCompanion> told = new CopyOnWriteArrayList<>();
    private boolean gone;

    Company(Path directory) {
      this.directory = directory;
    }
  }

  /** From now on this one too. */
  public void add(DatabaseCompanion companion) {
    companions.add(companion);
    companies.forEach((database, company) -> introduce(companion, database, company));
  }

  /** This one no more; it has seen to its databases itself. */
  public void remove(DatabaseCompanion companion) {
    companions.remove(companion);
    companies.values().forEach(company -> company.told.remove(companion));
  }

  void loaded(Database database, Path directory) {
    Company company = new Company(directory);
    companies.put(database, company);
    companions.forEach(companion -> introduce(companion, database, company));
  }

  private static void introduce(DatabaseCompanion companion, Database database, Company company) {
    synchronized (company) {
      if (!company.gone && !company.told.contains(companion)) {
        company.told.add(companion);
        guarded(companion, c -> c.loaded(database, company.directory));
      }
    }
  }

  void changed(Database database) {
    Company company = companies.get(database);
    if (company != null) {
      company.told.forEach(companion -> guarded(companion, c -> c.changed(database)));
    }
  }

  void leaving(Database database) {
    Company company = companies.remove(database);
    if (company != null) {
      synchronized (company) {
        company.gone = true;
        company.told.forEach(companion -> guarded(companion, c -> c.leaving(database)));
      }
    }
  }

  private static void guarded(DatabaseCompanion companion, Consumer<DatabaseCompanion> call) {
    try {
      call.accept(companion);
    } catch (RuntimeException e) {
      LOG.log(WARNING, "A companion of databases has failed: " + companion, e);
    }
  }
}
