// libmicrohttpd, loaded when something is served: Tenfold neither needs it to be built nor to start. Only the functions
// that are used are named here, by the interface of version 0.9 (libmicrohttpd.so.12), which later versions keep.
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

// An address of the internet as the kernel takes it. Its own header would make this module the owner of what the C
// library's module has for everybody.
struct tenfold_web_address {
  uint16_t family;
  uint8_t port[2];
  uint8_t host[4];
  uint8_t rest[8];
};

// Called with the header, then for each piece of a body, then at the end. 1 goes on, 0 ends the connection.
typedef int (*tenfold_web_answer)(
    void *context, void *connection, const char *url, const char *method, const char *version, const char *body,
    size_t *body_size, void **request);

// The library; NULL where it is not installed.
static inline void *tenfold_web_library(void) { return dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL); }

// Listens on 127.0.0.1 alone, one thread for all connections, each with at most `memory` bytes and ended after `seconds`
// of silence; port 0 takes a free one. NULL when it cannot.
static inline void *tenfold_web_listen(
    void *library, uint16_t port, unsigned connections, unsigned seconds, size_t memory, tenfold_web_answer answer,
    void *context) {
  enum { internal_thread = 8, epoll = 512, end = 0, limit_memory = 1, limit_count = 2, timeout = 3, address = 6, reuse = 25 };
  void *(*start)(unsigned, uint16_t, void *, void *, tenfold_web_answer, void *, ...) =
      (void *(*)(unsigned, uint16_t, void *, void *, tenfold_web_answer, void *, ...))dlsym(library, "MHD_start_daemon");
  struct tenfold_web_address here = {2, {(uint8_t)(port >> 8), (uint8_t)port}, {127, 0, 0, 1}, {0}};
  if (!start) return NULL;
  return start(
      internal_thread | epoll, port, NULL, NULL, answer, context, address, (void *)&here, limit_count,
      connections, timeout, seconds, limit_memory, memory, reuse, 1u, end);
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

// An answer with a copy of its body, and headers that are added to it; NULL when there is no memory for it.
static inline void *tenfold_web_response(void *library, const void *body, size_t size) {
  enum { copied = 2 };
  void *(*make)(size_t, void *, int) = (void *(*)(size_t, void *, int))dlsym(library, "MHD_create_response_from_buffer");
  return make ? make(size, (void *)body, copied) : NULL;
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
