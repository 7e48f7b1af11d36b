/** The least that workerd can do with a post: read its body and answer. */
/** Stands for the class that the product's configuration names. */
export class Recorder {
  readonly name = "bare";
}

export default {
  async fetch(request) {
    await request.text();
    return new Response("ok");
  },
} satisfies ExportedHandler;
