using Lims.Web.Commands;

return await LimsCommands.Run(args);
