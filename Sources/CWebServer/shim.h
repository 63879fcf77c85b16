// libmicrohttpd, loaded when something is served: Tenfold neither needs it to be built nor to start. Only the functions
// that are used are named here, by the interface of version 0.9 (libmicrohttpd.so.12), which later versions keep.
// Addresses are made by the caller: a header of the C library that is first seen here would seem to be this module's.
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

// Called with the header, then for each piece of a body, then at the end. 1 goes on, 0 ends the connection.
typedef int (*tenfold_web_answer)(
    void *context, void *connection, const char *url, const char *method, const char *version, const char *body,
    size_t *body_size, void **request);

// Called when a request is over, however it ended, with what the answering function kept in `request`.
typedef void (*tenfold_web_over)(void *context, void *connection, void **request, int why);

// Called with each name and value; 1 goes on.
typedef int (*tenfold_web_value)(void *context, int kind, const char *name, const char *value);

// The library; NULL where it is not installed.
static inline void *tenfold_web_library(void) { return dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL); }

// Listens on an address of four bytes and a port alone, one thread for all connections, each with at most `memory` bytes and ended after `seconds`
// of silence. NULL when it cannot.
static inline void *tenfold_web_listen(
    void *library, const void *here, unsigned connections, unsigned seconds, size_t memory, tenfold_web_answer answer,
    tenfold_web_over over, void *context) {
  enum { internal_thread = 8, epoll = 512, wake_up = 1024, suspend = 8192 };
  enum { end = 0, limit_memory = 1, limit_count = 2, timeout = 3, completed = 4, address = 6, reuse = 25 };
  void *(*start)(unsigned, uint16_t, void *, void *, tenfold_web_answer, void *, ...) =
      (void *(*)(unsigned, uint16_t, void *, void *, tenfold_web_answer, void *, ...))dlsym(library, "MHD_start_daemon");
  if (!start) return NULL;
  return start(
      internal_thread | epoll | wake_up | suspend, 0, NULL, NULL, answer, context, address, here, limit_count,
      connections, timeout, seconds, limit_memory, memory, reuse, 1u, completed, over, context, end);
}

// The port it listens on; 0 when unknown.
static inline uint16_t tenfold_web_port(void *library, void *daemon) {
  enum { bind_port = 6 };
  const void *(*info)(void *, int, ...) = (const void *(*)(void *, int, ...))dlsym(library, "MHD_get_daemon_info");
  const uint16_t *port = info ? (const uint16_t *)info(daemon, bind_port) : NULL;
  return port ? *port : 0;
}

// Answers what has begun, and listens no more.
static inline void tenfold_web_stop(void *library, void *daemon) {
  void (*stop)(void *) = (void (*)(void *))dlsym(library, "MHD_stop_daemon");
  if (stop) stop(daemon);
}

// A header of a request; NULL when it has none of that name.
static inline const char *tenfold_web_header(void *library, void *connection, const char *name) {
  enum { header = 1 };
  const char *(*look)(void *, int, const char *) =
      (const char *(*)(void *, int, const char *))dlsym(library, "MHD_lookup_connection_value");
  return look ? look(connection, header, name) : NULL;
}

// Calls `take` for every argument of a request's query.
static inline void tenfold_web_query(void *library, void *connection, tenfold_web_value take, void *context) {
  enum { argument = 8 };
  int (*each)(void *, int, tenfold_web_value, void *) =
      (int (*)(void *, int, tenfold_web_value, void *))dlsym(library, "MHD_get_connection_values");
  if (each) each(connection, argument, take, context);
}

// Leaves a connection alone until it is resumed, from whatever thread; then the answering function is called again.
static inline void tenfold_web_suspend(void *library, void *connection) {
  void (*suspend)(void *) = (void (*)(void *))dlsym(library, "MHD_suspend_connection");
  if (suspend) suspend(connection);
}

static inline void tenfold_web_resume(void *library, void *connection) {
  void (*resume)(void *) = (void (*)(void *))dlsym(library, "MHD_resume_connection");
  if (resume) resume(connection);
}

// An answer whose body is kept by its owner, who is told with `let_go` when it is needed no more, and headers that are added to
// it; NULL when there is no memory for it, and then `let_go` is not called.
static inline void *tenfold_web_held_response(
    void *library, const void *body, size_t size, void (*let_go)(void *), void *owner) {
  void *(*make)(size_t, void *, void (*)(void *), void *) = (void *(*)(size_t, void *, void (*)(void *), void *))dlsym(
      library, "MHD_create_response_from_buffer_with_free_callback_cls");
  return make ? make(size, (void *)body, let_go, owner) : NULL;
}

static inline void tenfold_web_add(void *library, void *response, const char *name, const char *value) {
  int (*add)(void *, const char *, const char *) =
      (int (*)(void *, const char *, const char *))dlsym(library, "MHD_add_response_header");
  if (add) add(response, name, value);
}

// Sends an answer and lets go of it. 0 ends the connection.
static inline int tenfold_web_send(void *library, void *connection, unsigned status, void *response) {
  int (*queue)(void *, unsigned, void *) = (int (*)(void *, unsigned, void *))dlsym(library, "MHD_queue_response");
  void (*release)(void *) = (void (*)(void *))dlsym(library, "MHD_destroy_response");
  int sent = queue ? queue(connection, status, response) : 0;
  if (release) release(response);
  return sent;
}
