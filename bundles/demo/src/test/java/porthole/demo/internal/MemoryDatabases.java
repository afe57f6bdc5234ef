// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.Databases;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StorageException;

/** Databases as far as the demo needs them, in memory. */
final class MemoryDatabases {

  final Map<String, Map<String, DocumentCommand.Put>> databases = new HashMap<>();
  int batchesUntilFailure = Integer.MAX_VALUE;

  Databases service() {
    return proxy(
        Databases.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "record" ->
                  databases.containsKey(arguments[0])
                      ? Optional.of(new DatabaseRecord())
                      : Optional.empty();
              case "create" -> create((String) arguments[0]);
              case "open" -> open((String) arguments[0]);
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private DatabaseRecord create(String name) {
    if (databases.putIfAbsent(name, new TreeMap<>()) != null) {
      throw new StorageException.DatabaseAlreadyExists(name);
    }
    return new DatabaseRecord();
  }

  private Database open(String name) {
    Map<String, DocumentCommand.Put> documents = databases.get(name);
    if (documents == null) {
      throw new StorageException.DatabaseDoesNotExist(name);
    }
    return proxy(
        Database.class,
        (self, method, arguments) -> {
          if (!method.getName().equals("execute")) {
            throw new UnsupportedOperationException(method.getName());
          }
          return execute(documents, (List<?>) arguments[0]);
        });
  }

  private List<CommandResult> execute(
      Map<String, DocumentCommand.Put> documents, List<?> commands) {
    if (batchesUntilFailure-- == 0) {
      throw new StorageException.DatabaseUnavailable(
          "gone", DatabaseState.UNLOADING, 1, List.of(), null);
    }
    List<CommandResult> results = new ArrayList<>();
    for (Object command : commands) {
      DocumentCommand.Put put = (DocumentCommand.Put) command;
      documents.put(put.id(), put);
      results.add(new CommandResult.Put(put.id(), put.collection(), 1, "A:1", Instant.EPOCH));
    }
    return results;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
