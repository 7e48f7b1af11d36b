/** The package exports the path of its binary and says nothing about types. */
declare module "workerd" {
  const workerd: { default: string; version: string };
  export default workerd;
}
