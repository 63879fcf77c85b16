// Swift cannot call functions that take any number of arguments: these two name what is passed.
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>

// Listens on 127.0.0.1 alone, with a thread for each connection; port 0 takes a free one. NULL when it cannot.
static inline struct MHD_Daemon *tenfold_listen(uint16_t port, MHD_AccessHandlerCallback answer, void *context) {
  struct sockaddr_in address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return MHD_start_daemon(
      MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, port, NULL, NULL, answer, context,
      MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT, 2000u,
      MHD_OPTION_END);
}

// The port it listens on; 0 when unknown.
static inline uint16_t tenfold_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}
