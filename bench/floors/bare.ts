/** The least that workerd can do with a post: read its body and answer. */
export default {
  async fetch(request) {
    await request.text();
    return new Response("ok");
  },
} satisfies ExportedHandler;
